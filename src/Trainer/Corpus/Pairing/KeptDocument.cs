using Experts.Memory;
using Retrieval.Documents;

namespace Trainer.Corpus.Pairing;

/// <summary>A document that passed the filters, with its text prepared for looking answers up.</summary>
internal sealed record KeptDocument(Document Document, string Text)
{
    public string NormalText { get; } = AnswerText.Normal(Text);

    /// <summary>This document as a source.</summary>
    public NoteSource Says(string stated) => new(Document.Id, Document.ContentHash, Document.Version, stated);
}
