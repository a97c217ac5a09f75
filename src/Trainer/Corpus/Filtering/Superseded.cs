namespace Trainer.Corpus.Filtering;

/// <summary>Leaves out what a newer document replaces: its values are old.</summary>
internal sealed class Superseded : ICorpusFilter
{
    public string Name => "superseded";

    public Verdict Judge(DraftDocument document) =>
        document.SupersededBy is { } newer ? Verdict.Drop($"'{newer}' replaces it") : Verdict.Keep;
}
