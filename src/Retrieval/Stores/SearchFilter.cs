namespace Retrieval.Stores;

/// <summary>
/// Which documents a search may see. An engine applies it inside the search: a document outside it takes no place among
/// the results, and its words and vectors do not enter any score.
/// </summary>
/// <param name="Domains">The only domains; empty sees nothing.</param>
public sealed record SearchFilter(IReadOnlyList<string> Domains)
{
    /// <summary>
    /// The access labels that the caller holds: documents with labels are seen by callers who hold one of theirs. Null:
    /// the caller sees documents whatever their labels are.
    /// </summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>What the attributes must be like; null for any.</summary>
    public AttributeFilter? Attributes { get; init; }

    /// <summary>
    /// The documents as they stood on that day: those valid from a later day or until an earlier one are not seen, and
    /// replace nothing. Null: all, and those that are replaced by now count as superseded.
    /// </summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>True: superseded documents only; false: those that are not; null: both.</summary>
    public bool? Superseded { get; init; }

    /// <summary>Numbers of the only documents (see <see cref="DocumentFacts.Number"/>), rising; null for any.</summary>
    public IReadOnlyList<long>? Documents { get; init; }

    /// <summary>Whether a document is seen.</summary>
    public bool Sees(DocumentFacts document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return Domains.Contains(document.Domain, StringComparer.Ordinal)
            && (Labels is null || document.Labels.IsEmpty || Labels.Any(label => document.Labels.Contains(label, StringComparer.Ordinal)))
            && (AsOf is not { } day || ((document.Date is null || document.Date <= day) && (document.EffectiveTo is null || document.EffectiveTo >= day)))
            && (Superseded is not { } superseded || superseded == document.IsSuperseded(AsOf))
            && (Attributes is null || Attributes.Accepts(document.Attributes))
            && (Documents is null || Documents.Contains(document.Number));
    }
}
