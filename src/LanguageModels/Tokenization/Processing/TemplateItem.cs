namespace LanguageModels.Tokenization.Processing;

/// <summary>A place in a post-processor's template.</summary>
/// <param name="Ids">Special tokens; null for a text.</param>
/// <param name="Sequence">Which text: 0 or 1.</param>
/// <param name="TypeId">Segment of what stands there.</param>
internal sealed record TemplateItem(int[]? Ids, int Sequence, int TypeId);
