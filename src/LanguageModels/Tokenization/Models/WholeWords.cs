using System.Buffers;
using System.Text;
using LanguageModels.Tokenization.Texts;

namespace LanguageModels.Tokenization.Models;

/// <summary>Looks a whole word up. Special tokens are not found: text is never to become one by chance.</summary>
/// <param name="vocabulary">All tokens.</param>
/// <param name="special">Ids that are not to be found.</param>
/// <param name="byBytes">Whether tokens are spelled in the byte alphabet.</param>
internal sealed class WholeWords(Vocabulary vocabulary, IReadOnlySet<int> special, bool byBytes)
{
    internal int IdOf(ReadOnlySpan<int> word)
    {
        var id = byBytes ? IdOfBytes(word) : vocabulary.IdOf(word);
        return id >= 0 && special.Contains(id) ? -1 : id;
    }

    private int IdOfBytes(ReadOnlySpan<int> word)
    {
        var rented = ArrayPool<char>.Shared.Rent(4 * word.Length);
        try
        {
            var count = 0;
            Span<byte> utf8 = stackalloc byte[4];
            foreach (var point in word)
            {
                foreach (var value in utf8[..new Rune(point).EncodeToUtf8(utf8)])
                {
                    rented[count++] = ByteAlphabet.CharacterOf(value);
                }
            }

            return vocabulary.IdOf(rented.AsSpan(0, count));
        }
        finally
        {
            ArrayPool<char>.Shared.Return(rented);
        }
    }
}
