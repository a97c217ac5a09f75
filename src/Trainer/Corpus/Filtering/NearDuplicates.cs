using System.Runtime.InteropServices;

namespace Trainer.Corpus.Filtering;

/// <summary>
/// Drops a document that is nearly one that came before (the newest comes first). Candidates share one of 32 bands of 4 functions
/// (locality-sensitive hashing): two texts of similarity 0.8 do so with probability 0.99999998, of 0.3 with 0.23.
/// </summary>
/// <remarks>
/// In a handbook, the same page with other figures is another page: a document that has a word with a digit which the earlier one
/// lacks is kept, however alike the rest is.
/// </remarks>
internal sealed class NearDuplicates(double similarity) : ICorpusFilter
{
    private const int RowsOfBand = 4;

    private readonly List<(string Id, ulong[] Signature, HashSet<string> Figures)> _kept = [];
    private readonly Dictionary<(int Band, ulong A, ulong B, ulong C, ulong D), List<int>> _bands = [];

    public string Name => "near-duplicate";

    public Verdict Judge(DraftDocument document)
    {
        var signature = MinHash.Signature(document.Text);
        var figures = Figures(document.Text);
        foreach (var other in Candidates(signature))
        {
            var estimate = MinHash.Similarity(signature, _kept[other].Signature);
            if (estimate >= similarity && figures.IsSubsetOf(_kept[other].Figures))
            {
                return Verdict.Drop($"it is {estimate:P0} the same as '{_kept[other].Id}'");
            }
        }

        foreach (var band in Bands(signature))
        {
            (CollectionsMarshal.GetValueRefOrAddDefault(_bands, band, out _) ??= []).Add(_kept.Count);
        }

        _kept.Add((document.Document.Id, signature, figures));
        return Verdict.Keep;
    }

    private SortedSet<int> Candidates(ulong[] signature) =>
        [.. Bands(signature).SelectMany(band => _bands.TryGetValue(band, out var documents) ? documents : [])];

    private static IEnumerable<(int Band, ulong A, ulong B, ulong C, ulong D)> Bands(ulong[] signature)
    {
        for (var at = 0; at < signature.Length; at += RowsOfBand)
        {
            yield return (at, signature[at], signature[at + 1], signature[at + 2], signature[at + 3]);
        }
    }

    private static HashSet<string> Figures(string text) =>
        text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.Any(char.IsDigit)).Select(word => word.Trim('.', ',', ';', ':', '(', ')')).ToHashSet(StringComparer.Ordinal);
}
