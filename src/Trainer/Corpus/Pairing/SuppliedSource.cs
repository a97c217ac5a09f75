namespace Trainer.Corpus.Pairing;

/// <summary>A document that states a supplied note.</summary>
internal sealed record SuppliedSource
{
    /// <summary>Below the ingested folder, with forward slashes.</summary>
    public required string Path { get; init; }

    /// <summary>The sentence, list item or row that says it.</summary>
    public string? Stated { get; init; }
}
