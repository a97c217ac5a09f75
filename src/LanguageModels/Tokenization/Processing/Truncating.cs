namespace LanguageModels.Tokenization.Processing;

/// <summary>Brings one text or two down to a length; follows <c>truncate_encodings</c> of the tokenizers library.</summary>
internal static class Truncating
{
    /// <param name="first">The text.</param>
    /// <param name="second">The second of a pair.</param>
    /// <param name="rule">How.</param>
    /// <param name="room">Tokens that the texts may have together.</param>
    /// <exception cref="ArgumentException">The rule cannot be met.</exception>
    internal static (EncodedPart First, EncodedPart? Second) Apply(EncodedPart first, EncodedPart? second, TokenTruncation rule, int room)
    {
        if (room < 0)
        {
            throw new ArgumentException($"A maximum length of {rule.MaximumLength} tokens has no room for the special tokens, of which there are {rule.MaximumLength - room}.", nameof(rule));
        }

        var surplus = first.Length + (second?.Length ?? 0) - room;
        if (room == 0)
        {
            return (Cut(first, 0, rule), second is null ? null : Cut(second, 0, rule));
        }

        return surplus <= 0 ? (first, second)
            : rule.Strategy == TruncationStrategy.LongestFirst ? LongestFirst(first, second, rule, room)
            : rule.Strategy == TruncationStrategy.OnlyFirst ? (Cut(first, Remaining(first, surplus), rule), second)
            : (first, Cut(second ?? throw new ArgumentException("The second text is to be cut, but there is none.", nameof(second)), Remaining(second, surplus), rule));
    }

    private static int Remaining(EncodedPart part, int surplus) =>
        part.Length > surplus ? part.Length - surplus : throw new ArgumentException($"The text to cut has {part.Length} tokens, but {surplus} would have to go.", nameof(part));

    private static (EncodedPart First, EncodedPart? Second) LongestFirst(EncodedPart first, EncodedPart? second, TokenTruncation rule, int room)
    {
        if (second is null)
        {
            return (Cut(first, room, rule), null);
        }

        var shorter = Math.Min(first.Length, second.Length);
        var longer = Math.Max(shorter, room - shorter);
        if (shorter + longer > room)
        {
            shorter = room / 2;
            longer = shorter + (room % 2);
        }

        return first.Length > second.Length
            ? (Cut(first, longer, rule), Cut(second, shorter, rule))
            : (Cut(first, shorter, rule), Cut(second, longer, rule));
    }

    private static EncodedPart Cut(EncodedPart part, int length, TokenTruncation rule)
    {
        if (length >= part.Length)
        {
            return part;
        }

        if (length == 0)
        {
            return EncodedPart.Empty with { Overflow = [part] };
        }

        if (rule.Stride < 0 || rule.Stride >= length)
        {
            throw new ArgumentException($"The stride must be from 0 to less than {length}, the tokens left for a text; it is {rule.Stride}.", nameof(rule));
        }

        EncodedPart[] parts = [.. (rule.FromLeft ? FromLeft(part.Length, length, rule.Stride) : FromRight(part.Length, length, rule.Stride)).Select(range => part.Slice(range.Start, range.End))];
        return parts[0] with { Overflow = parts[1..] };
    }

    private static IEnumerable<(int Start, int End)> FromRight(int count, int length, int stride)
    {
        for (var start = 0; ; start += length - stride)
        {
            var end = Math.Min(start + length, count);
            yield return (start, end);
            if (end == count)
            {
                yield break;
            }
        }
    }

    private static IEnumerable<(int Start, int End)> FromLeft(int count, int length, int stride)
    {
        for (var end = count; ; end -= length - stride)
        {
            var start = Math.Max(0, end - length);
            yield return (start, end);
            if (start == 0)
            {
                yield break;
            }
        }
    }
}
