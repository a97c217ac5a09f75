namespace Retrieval.Claims;

/// <summary>A claim, read once for all sentences that it is compared with.</summary>
internal sealed class Claim
{
    public Claim(string text)
    {
        Terms = ClaimText.Terms(text);
        Anchors = [.. Terms.Where(term => term.IsAnchor)];
        Weight = Terms.Sum(term => term.Rarity) + 1e-9;
        IsNegated = ClaimText.IsNegated(text);
    }

    public IReadOnlyList<ClaimTerm> Terms { get; }

    public IReadOnlyList<ClaimTerm> Anchors { get; }

    /// <summary>Sum of the terms' rarities.</summary>
    public double Weight { get; }

    public bool IsNegated { get; }
}
