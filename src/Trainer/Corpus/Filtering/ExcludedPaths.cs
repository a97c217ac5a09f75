namespace Trainer.Corpus.Filtering;

/// <summary>Leaves out folders and files that the operator names: the "not for training" mark of formats that have no place for one.</summary>
internal sealed class ExcludedPaths(IReadOnlyList<string> excluded) : ICorpusFilter
{
    public string Name => "excluded path";

    public Verdict Judge(DraftDocument document)
    {
        var path = document.Document.Path;
        return excluded.FirstOrDefault(one => path == one || path.StartsWith(one.TrimEnd('/') + "/", StringComparison.Ordinal)) is { } found
            ? Verdict.Drop($"'{found}' is excluded from training")
            : Verdict.Keep;
    }
}
