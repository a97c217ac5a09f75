namespace Retrieval.Domains;

/// <summary>The words of one domain: in what share of its chunks each stem occurs.</summary>
internal sealed record DomainVocabulary(string Domain, int Chunks, Dictionary<string, int> ChunkCounts)
{
    public DomainScore Score(IReadOnlyList<string> terms)
    {
        var known = terms.Count(ChunkCounts.ContainsKey);
        var raw = terms.Count == 0 ? -3 : (6.0 * known / terms.Count) - 3;
        return new DomainScore(Domain, 1 / (1 + Math.Exp(-raw)), raw, []);
    }
}
