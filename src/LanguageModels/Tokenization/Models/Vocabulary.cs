using System.Buffers;
using LanguageModels.Tokenization.Texts;

namespace LanguageModels.Tokenization.Models;

/// <summary>Tokens and their ids.</summary>
internal sealed class Vocabulary
{
    private const int StackLimit = 256;

    private readonly Dictionary<string, int> _ids;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    internal Vocabulary(Dictionary<string, int> ids)
    {
        _ids = ids;
        _lookup = ids.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    internal int Count => _ids.Count;

    internal IEnumerable<KeyValuePair<string, int>> Entries => _ids;

    /// <summary>Id of a token; -1 for none.</summary>
    internal int IdOf(ReadOnlySpan<char> token) => _lookup.TryGetValue(token, out var id) ? id : -1;

    /// <summary>Id of the token spelled by code points; -1 for none.</summary>
    internal int IdOf(ReadOnlySpan<int> points)
    {
        if (2 * points.Length <= StackLimit)
        {
            Span<char> text = stackalloc char[StackLimit];
            return IdOf(text[..CodePoints.WriteUtf16(points, text)]);
        }

        var rented = ArrayPool<char>.Shared.Rent(2 * points.Length);
        try
        {
            return IdOf(rented.AsSpan(0, CodePoints.WriteUtf16(points, rented)));
        }
        finally
        {
            ArrayPool<char>.Shared.Return(rented);
        }
    }
}
