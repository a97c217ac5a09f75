using Retrieval.Documents;

namespace Trainer.Corpus.Filtering;

/// <summary>A document on its way into the corpus.</summary>
/// <param name="Document">As the store knows it.</param>
/// <param name="Text">One paragraph, list item or table row a line; what earlier filters took out is gone.</param>
/// <param name="SupersededBy">The document that replaces it; null for none.</param>
internal sealed record DraftDocument(Document Document, string Text, string? SupersededBy)
{
    public IEnumerable<string> Lines => Text.Split('\n').Where(line => line.Length > 0);
}
