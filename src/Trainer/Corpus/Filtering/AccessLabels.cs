namespace Trainer.Corpus.Filtering;

/// <summary>
/// Leaves out documents that only some callers may read: what an expert has learnt, everybody who may ask it can hear. An expert for
/// such callers names their labels.
/// </summary>
internal sealed class AccessLabels(IReadOnlyList<string> allowed) : ICorpusFilter
{
    public string Name => "access labels";

    public Verdict Judge(DraftDocument document)
    {
        var labels = document.Document.Labels;
        return labels.IsDefaultOrEmpty || labels.Any(label => allowed.Contains(label, StringComparer.Ordinal)) ? Verdict.Keep
            : Verdict.Drop($"only holders of {string.Join(" or ", labels.Select(label => $"'{label}'"))} may read it");
    }
}
