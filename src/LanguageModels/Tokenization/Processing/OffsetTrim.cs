namespace LanguageModels.Tokenization.Processing;

/// <summary>Takes white space at the ends of byte-level tokens out of their offsets.</summary>
/// <param name="addsPrefixSpace">Whether the pre-tokenizer adds a space that the text does not have.</param>
/// <param name="spacesOf">Leading and trailing white space of a token, in characters of its spelling.</param>
internal sealed class OffsetTrim(bool addsPrefixSpace, Func<int, (int Leading, int Trailing)> spacesOf)
{
    internal EncodedPart Apply(EncodedPart part)
    {
        var offsets = part.Offsets.ToArray();
        for (var i = 0; i < offsets.Length; i++)
        {
            var (leading, trailing) = spacesOf(part.Ids[i]);
            var (start, end) = (offsets[i].Start, offsets[i].End);
            leading -= leading > 0 && addsPrefixSpace && (i == 0 || start == 0) ? 1 : 0;
            start = Math.Min(start + leading, end);
            end = trailing > 0 && end >= trailing ? Math.Max(end - trailing, start) : end;
            offsets[i] = new TokenOffset(start, end);
        }

        return part with { Offsets = offsets, Overflow = [.. part.Overflow.Select(Apply)] };
    }
}
