namespace Trainer.Corpus.Filtering;

/// <summary>Only documents of allowed licences, where any are named.</summary>
internal sealed class Licences(IReadOnlyList<string> allowed) : ICorpusFilter
{
    public string Name => "licence";

    public Verdict Judge(DraftDocument document)
    {
        var licence = document.Document.Rights.Licence;
        return allowed.Count == 0 || allowed.Contains(licence, StringComparer.OrdinalIgnoreCase) ? Verdict.Keep
            : Verdict.Drop(licence is null ? "the document states no licence" : $"the licence '{licence}' is not among the allowed ones");
    }
}
