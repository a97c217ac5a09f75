namespace LanguageModels.Tokenization.Processing;

/// <summary>Adds special tokens and segments. Without a template the texts follow each other, the second as segment 1.</summary>
/// <param name="Single">Template for one text; null for none.</param>
/// <param name="Pair">Template for two texts; null for none.</param>
/// <param name="Trim">How white space is taken out of offsets; null for not at all.</param>
internal sealed record PostProcessor(IReadOnlyList<TemplateItem>? Single, IReadOnlyList<TemplateItem>? Pair, OffsetTrim? Trim)
{
    internal static PostProcessor None { get; } = new(null, null, null);

    /// <summary>Special tokens that will be added to one text or two.</summary>
    internal int AddedTokens(bool isPair) => (isPair ? Pair : Single)?.Sum(item => item.Ids?.Length ?? 0) ?? 0;

    internal EncodedPart Process(EncodedPart first, EncodedPart? second, bool addSpecialTokens)
    {
        EncodedPart[] texts = second is null ? [Trimmed(first)] : [Trimmed(first), Trimmed(second)];
        var template = second is null ? Single : Pair;
        if (template is null)
        {
            return second is null ? texts[0] : texts[0].Then(texts[1].WithType(1));
        }

        return template
            .Where(item => item.Ids is null || addSpecialTokens)
            .Select(item => item.Ids is null ? texts[item.Sequence].WithType(item.TypeId) : EncodedPart.Added(item.Ids, item.TypeId))
            .Aggregate((EncodedPart?)null, (before, next) => before?.Then(next) ?? next) ?? EncodedPart.Empty;
    }

    private EncodedPart Trimmed(EncodedPart part) => Trim is null ? part : Trim.Apply(part);
}
