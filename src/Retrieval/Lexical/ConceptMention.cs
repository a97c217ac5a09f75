namespace Retrieval.Lexical;

/// <summary>A wording of a concept, found at a place of a text counted in words.</summary>
internal readonly record struct ConceptMention(int First, int Length, int Concept);
