namespace Retrieval.Stores;

/// <summary>Words to look for.</summary>
/// <param name="Words">
/// In lower case and without accents; not stemmed, the engine does it where the domain wants it. A word that stands twice counts twice.
/// </param>
/// <param name="Unit">
/// What is ranked. Documents by BM25 in Lucene's form (k1 = 1.2, b = 0.75) over the documents of the domains asked; chunks by BM25 of stems, a
/// word in the headings above a chunk counting twice.
/// </param>
public sealed record LexicalQuery(IReadOnlyList<string> Words, RetrievalUnit Unit);
