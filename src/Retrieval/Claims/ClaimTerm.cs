namespace Retrieval.Claims;

/// <summary>A word of a claim that says something.</summary>
/// <param name="Stem">What it is compared by: a number without separators, else the stem.</param>
/// <param name="Written">As the claim writes it.</param>
/// <param name="Rarity">0 for the commonest word of English, 1 for one that general texts do not hold.</param>
/// <param name="IsNumber">Holds a digit.</param>
/// <param name="IsName">Written with a capital letter where none is due.</param>
internal sealed record ClaimTerm(string Stem, string Written, double Rarity, bool IsNumber, bool IsName)
{
    /// <summary>Names and numbers are what a false claim usually gets wrong.</summary>
    public bool IsAnchor => IsNumber || IsName;
}
