namespace Trainer.Corpus.Filtering;

/// <summary>A document that says "not for training" is not trained on.</summary>
internal sealed class TrainingMark : ICorpusFilter
{
    public string Name => "training mark";

    public Verdict Judge(DraftDocument document) =>
        document.Document.Rights.Training == false ? Verdict.Drop("the document says that it is not for training") : Verdict.Keep;
}
