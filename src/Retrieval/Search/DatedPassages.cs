using Retrieval.Documents;

namespace Retrieval.Search;

/// <summary>Passages, and the day as of which they were looked for.</summary>
/// <param name="Passages">Best first.</param>
/// <param name="AsOf">The day; null for now.</param>
public sealed record DatedPassages(IReadOnlyList<Passage> Passages, DateOnly? AsOf);
