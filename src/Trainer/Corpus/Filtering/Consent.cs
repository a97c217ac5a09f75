namespace Trainer.Corpus.Filtering;

/// <summary>A document whose people did not agree is not trained on; where it is required, neither is one that does not say.</summary>
internal sealed class Consent(bool isRequired) : ICorpusFilter
{
    public string Name => "consent";

    public Verdict Judge(DraftDocument document) => document.Document.Rights.Consent switch
    {
        false => Verdict.Drop("the document says that there is no consent"),
        null when isRequired => Verdict.Drop("the document does not say that there is consent"),
        _ => Verdict.Keep,
    };
}
