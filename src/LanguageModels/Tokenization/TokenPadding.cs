namespace LanguageModels.Tokenization;

/// <summary>How the encodings of a batch are brought to one length. The same meaning as the <c>padding</c> section of tokenizer.json.</summary>
/// <param name="Id">The padding token.</param>
/// <param name="TypeId">Its type id.</param>
/// <param name="FixedLength">Length in tokens; null for the longest of the batch.</param>
/// <param name="MultipleOf">The length is rounded up to a multiple of this; null or 0 for none.</param>
/// <param name="AtLeft">Padding stands before the text.</param>
public sealed record TokenPadding(int Id, int TypeId = 0, int? FixedLength = null, int? MultipleOf = null, bool AtLeft = false)
{
    /// <summary>The encodings, padded; longer ones than the length stay as they are.</summary>
    public IReadOnlyList<TokenEncoding> Apply(IReadOnlyList<TokenEncoding> batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var length = FixedLength ?? batch.Select(encoding => encoding.Length).DefaultIfEmpty().Max();
        if (MultipleOf is > 0 and var multiple && length % multiple != 0)
        {
            length = checked(length + multiple - (length % multiple));
        }

        return [.. batch.Select(encoding => Pad(encoding, length))];
    }

    private TokenEncoding Pad(TokenEncoding encoding, int length) => new()
    {
        Ids = Pad(encoding.Ids, Id, length),
        Offsets = Pad(encoding.Offsets, default, length),
        TypeIds = Pad(encoding.TypeIds, TypeId, length),
        SpecialMask = Pad(encoding.SpecialMask, true, length),
        AttentionMask = Pad(encoding.AttentionMask, 0, length),
        Overflow = [.. encoding.Overflow.Select(part => Pad(part, length))],
    };

    private T[] Pad<T>(T[] values, T padding, int length)
    {
        var padded = new T[Math.Max(values.Length, length)];
        Array.Fill(padded, padding);
        values.CopyTo(padded, AtLeft ? padded.Length - values.Length : 0);
        return padded;
    }
}
