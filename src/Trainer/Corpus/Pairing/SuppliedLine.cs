namespace Trainer.Corpus.Pairing;

/// <summary>One line of a file of pairs, as the domain's owner writes it.</summary>
internal sealed record SuppliedLine
{
    /// <summary>Names the fact; may stand in several lines with different kinds.</summary>
    public required string Group { get; init; }

    /// <summary><c>fact</c> (when absent), <c>nickname</c> or <c>unknown</c>.</summary>
    public string? Kind { get; init; }

    /// <summary>The canonical sentence; absent for <c>unknown</c>.</summary>
    public string? Note { get; init; }

    public required IReadOnlyList<string> Wordings { get; init; }

    public string? Subject { get; init; }

    public string? Attribute { get; init; }

    /// <summary>The value, as it must stand in the note and in each document that is named.</summary>
    public string? Answer { get; init; }

    /// <summary>Documents that state it; without any the owner alone vouches for the note.</summary>
    public IReadOnlyList<SuppliedSource>? Documents { get; init; }
}
