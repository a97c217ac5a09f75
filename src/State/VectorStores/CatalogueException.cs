namespace State.VectorStores;

/// <summary>The catalogue of vector stores cannot be used; the message says which file, what happened, and what to do.</summary>
/// <param name="message">For the operator.</param>
/// <param name="inner">What the system said.</param>
public sealed class CatalogueException(string message, Exception inner) : Exception(message, inner);
