using System.Buffers;
using System.Text;

namespace LanguageModels.Tokenization.Decoding;

/// <summary>Ids to text. Thread-safe.</summary>
internal sealed class TokenDecoder
{
    private readonly TokenBytes _middle;
    private readonly TokenBytes _first;
    private readonly bool[] _exists;
    private readonly bool[] _isByte;
    private readonly DecoderRules _rules;
    private readonly string?[] _texts;

    /// <param name="rules">What tokens become.</param>
    /// <param name="tokens">By id; null for ids without a token.</param>
    internal TokenDecoder(DecoderRules rules, IReadOnlyList<string?> tokens)
    {
        _rules = rules;
        _exists = [.. tokens.Select(token => token is not null)];
        _isByte = [.. tokens.Select(token => rules.ByteFallback && token is not null && DecoderRules.ByteOf(token) >= 0)];
        _middle = new TokenBytes([.. tokens.Select(token => token is null ? [] : rules.BytesOf(token, first: false))]);
        _first = rules.Steps.Count == 0 ? _middle : new TokenBytes([.. tokens.Select(token => token is null ? [] : rules.BytesOf(token, first: true))]);
        _texts = new string?[tokens.Count];
    }

    internal DecoderRules Rules => _rules;

    internal bool Exists(int id) => (uint)id < (uint)_exists.Length && _exists[id];

    /// <summary>Whether the token is a byte of a character spelled in byte tokens.</summary>
    internal bool IsByte(int id) => _isByte[id];

    internal ReadOnlyMemory<byte> BytesOf(int id) => _middle.Of(id);

    internal ReadOnlySpan<byte> SpanOf(int id, bool first) => (first ? _first : _middle).SpanOf(id);

    /// <summary>The text of a token in the middle of a text; null where it is not whole characters. Made once a token.</summary>
    internal string? WholeTextOf(int id)
    {
        var text = _texts[id];
        if (text is null)
        {
            var bytes = _middle.SpanOf(id);
            text = System.Text.Unicode.Utf8.IsValid(bytes) && !_isByte[id] ? Encoding.UTF8.GetString(bytes) : "";
            _texts[id] = text;
        }

        return text.Length == 0 ? null : text;
    }

    internal string Decode(ReadOnlySpan<int> ids, Func<int, bool> isSkipped)
    {
        var bytes = new ArrayBufferWriter<byte>(Math.Max(16, 4 * ids.Length));
        var (first, byteRun) = (true, 0);
        foreach (var id in ids)
        {
            if (!Exists(id) || isSkipped(id))
            {
                continue;
            }

            byteRun = IsByte(id) ? byteRun + 1 : EndRun(ref bytes, byteRun);
            bytes.Write(SpanOf(id, first));
            first = false;
        }

        EndRun(ref bytes, byteRun);
        return Encoding.UTF8.GetString(bytes.WrittenSpan[Leading(bytes.WrittenSpan)..]);
    }

    /// <summary>A run of byte tokens that is not UTF-8 becomes one U+FFFD a byte, all of it, as in the tokenizers library. Gives 0.</summary>
    private static int EndRun(ref ArrayBufferWriter<byte> bytes, int count)
    {
        if (count == 0 || System.Text.Unicode.Utf8.IsValid(bytes.WrittenSpan[^count..]))
        {
            return 0;
        }

        var rewritten = new ArrayBufferWriter<byte>(bytes.Capacity + (3 * count));
        rewritten.Write(bytes.WrittenSpan[..^count]);
        for (var i = 0; i < count; i++)
        {
            rewritten.Write("\uFFFD"u8);
        }

        bytes = rewritten;
        return 0;
    }

    private int Leading(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        while (count < _rules.StripCount && count < bytes.Length && bytes[count] == _rules.Stripped)
        {
            count++;
        }

        return count;
    }
}
