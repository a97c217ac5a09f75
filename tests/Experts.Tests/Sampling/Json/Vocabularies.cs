using System.Text;
using Experts.Sampling.Json;

namespace Experts.Tests.Sampling.Json;

/// <summary>Vocabularies of invented tokens: token 256 ends an answer, 257 has the bytes of another one, 258 has none.</summary>
internal static class Vocabularies
{
    public const int End = 256;

    /// <summary>A token for each byte.</summary>
    public static TokenVocabulary Bytes { get; } = new(Single, [End]);

    /// <summary>Besides, tokens that cross the borders of words, of signs and of UTF-8 sequences, and two of the same bytes.</summary>
    public static TokenVocabulary Pieces { get; } = new([.. Single, .. Longer()], [End]);

    private static ReadOnlyMemory<byte>[] Single =>
        [.. Enumerable.Range(0, 256).Select(value => new ReadOnlyMemory<byte>([(byte)value])), "}"u8.ToArray(), default];

    private static IEnumerable<ReadOnlyMemory<byte>> Longer()
    {
        string[] signs = ["{\"", "\":", "\": ", "\", \"", "\"}", "\"]", "}}", "]}", "},{", "}, {", "[{", "[[", "]]", "{}", "[]", "\":\"", ": \"", ",\"", ", ", "  ", "\n", "null", "true", "false,", "-1", "12", "00", ".5", "e+1", "\\n", "\\u00", "\\ud8", "\\\"", "hello", " world", "name", "a", "ab", "abc", "\"a", "a\":", "2024-", "-0", ":00", "T1", "@b.c", "::", "ff", "\"x\"}", "1]", "1,", "1.0}"];
        foreach (var sign in signs)
        {
            yield return Encoding.UTF8.GetBytes(sign);
        }

        var accent = "é€😀ü"u8.ToArray();
        for (var start = 0; start < accent.Length; start++)
        {
            for (var length = 2; start + length <= accent.Length; length += 2)
            {
                yield return accent.AsMemory(start, length);
            }
        }
    }
}
