namespace Trainer.Corpus.Pairing;

/// <summary>Counts why candidates were turned away.</summary>
internal sealed class PairRefusals
{
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, int> Counts => _counts;

    public void Add(string reason) => _counts[reason] = _counts.GetValueOrDefault(reason) + 1;
}
