using System.Text;

namespace LanguageModels.Tokenization.Models;

/// <summary>The bytes of the word's UTF-8. Bytes without a token become the unknown token, or nothing.</summary>
/// <param name="idsOfBytes">[256], -1 for none.</param>
/// <param name="unknown">-1 for none.</param>
/// <param name="fuseUnknown">Whether neighbouring unknown bytes become one token.</param>
internal sealed class ByteSymbols(int[] idsOfBytes, int unknown, bool fuseUnknown) : WordSymbols
{
    internal override int MostFor(int points) => checked(4 * points);

    internal override int Write(ReadOnlySpan<int> word, Span<int> ids, Span<int> starts, Span<int> ends)
    {
        var count = 0;
        Span<byte> utf8 = stackalloc byte[4];
        for (var i = 0; i < word.Length; i++)
        {
            utf8[0] = (byte)word[i];
            var length = word[i] < 0x80 ? 1 : new Rune(word[i]).EncodeToUtf8(utf8);
            foreach (var value in utf8[..length])
            {
                count = Add(idsOfBytes[value], i, count, ids, starts, ends);
            }
        }

        return count;
    }

    private int Add(int id, int point, int count, Span<int> ids, Span<int> starts, Span<int> ends)
    {
        if (id < 0 && unknown < 0)
        {
            return count;
        }

        if (id < 0 && fuseUnknown && count > 0 && ids[count - 1] == unknown)
        {
            ends[count - 1] = point + 1;
            return count;
        }

        (ids[count], starts[count], ends[count]) = (id < 0 ? unknown : id, point, point + 1);
        return count + 1;
    }
}
