namespace Trainer.Corpus.Filtering;

/// <summary>One rule about what may be trained on. Called for one document after another, newest first, on one thread.</summary>
internal interface ICorpusFilter
{
    /// <summary>Its name in the provenance of each document.</summary>
    string Name { get; }

    /// <summary>Lets a document through, changes it or drops it.</summary>
    Verdict Judge(DraftDocument document);
}
