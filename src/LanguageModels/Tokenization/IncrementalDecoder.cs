using System.Text;
using LanguageModels.Tokenization.Decoding;

namespace LanguageModels.Tokenization;

/// <summary>
/// Decodes a stream of ids. Never gives half a character, nor a U+FFFD that a later token would have made whole: bytes that
/// can still become a character are held back, at most three. For one stream; not thread-safe.
/// </summary>
/// <remarks>
/// All that it gives, with <see cref="Flush"/>, equals <see cref="Tokenizer.Decode"/> of all ids, but for one case: tokenizers with
/// byte fallback decode a run of byte tokens that is not UTF-8 as U+FFFD from its first byte on, even for characters in it
/// that were whole. Here those characters are already shown.
/// </remarks>
public sealed class IncrementalDecoder
{
    private readonly Tokenizer _tokenizer;
    private readonly TokenDecoder _decoder;
    private readonly bool _skipSpecialTokens;
    private readonly byte[] _held = new byte[4];
    private readonly StringBuilder _text = new();
    private int _heldCount;
    private bool _first = true;
    private int _toStrip;

    /// <summary>Starts a text.</summary>
    /// <param name="tokenizer">Whose ids they are.</param>
    /// <param name="skipSpecialTokens">Whether special tokens give nothing.</param>
    public IncrementalDecoder(Tokenizer tokenizer, bool skipSpecialTokens)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        _tokenizer = tokenizer;
        _decoder = tokenizer.Decoder;
        _skipSpecialTokens = skipSpecialTokens;
        _toStrip = _decoder.Rules.StripCount;
    }

    /// <summary>Takes the next id; the text that is now certain, often empty. Ids without a token give nothing.</summary>
    public string Append(int id)
    {
        if (!_decoder.Exists(id) || (_skipSpecialTokens && _tokenizer.IsSpecial(id)))
        {
            return "";
        }

        if (_heldCount == 0 && !_first && _toStrip == 0 && _decoder.WholeTextOf(id) is { } whole)
        {
            return whole;
        }

        if (_decoder.Rules.ByteFallback && !_decoder.IsByte(id))
        {
            GiveUpHeld();
        }

        foreach (var value in _decoder.SpanOf(id, _first))
        {
            _held[_heldCount++] = value;
            TakeHeld();
        }

        _first = false;
        return Given();
    }

    /// <summary>Ends the text: what was held back. The decoder then starts a new text.</summary>
    public string Flush()
    {
        GiveUpHeld();
        var text = Given();
        (_first, _toStrip) = (true, _decoder.Rules.StripCount);
        return text;
    }

    /// <summary>Gives characters that are whole, and U+FFFD for what can be none any more; the rest stays.</summary>
    private void TakeHeld()
    {
        while (_heldCount > 0)
        {
            var status = Rune.DecodeFromUtf8(_held.AsSpan(0, _heldCount), out var rune, out var length);
            if (status == System.Buffers.OperationStatus.NeedMoreData || IsHalfSurrogate())
            {
                return;
            }

            Give(rune, status == System.Buffers.OperationStatus.Done ? 1 : Replacements(length));
            _held.AsSpan(length, _heldCount - length).CopyTo(_held);
            _heldCount -= length;
        }
    }

    /// <summary>The first two bytes of a surrogate wait for the third, as in the reference streams: then all three are given up at once.</summary>
    private bool IsHalfSurrogate() => _heldCount == 2 && _held[0] == 0xED && _held[1] is >= 0xA0 and <= 0xBF;

    private void GiveUpHeld()
    {
        if (_heldCount > 0)
        {
            Give(Rune.ReplacementChar, IsHalfSurrogate() ? 2 : Replacements(_heldCount));
            _heldCount = 0;
        }
    }

    /// <summary>Byte-level decoders show one U+FFFD for a broken character, byte fallback one for each byte.</summary>
    private int Replacements(int bytes) => _decoder.Rules.ByteFallback ? bytes : 1;

    private void Give(Rune rune, int count)
    {
        if (_toStrip > 0 && rune.Value == _decoder.Rules.Stripped)
        {
            _toStrip--;
            return;
        }

        _toStrip = 0;
        Span<char> units = stackalloc char[2];
        var length = rune.EncodeToUtf16(units);
        for (var i = 0; i < count; i++)
        {
            _text.Append(units[..length]);
        }
    }

    private string Given()
    {
        var text = _text.ToString();
        _text.Clear();
        return text;
    }
}
