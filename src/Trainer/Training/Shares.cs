namespace Trainer.Training;

/// <summary>Which of several parts is next so that each keeps its share of the tokens from start to end.</summary>
internal static class Shares
{
    /// <summary>The sum of shares that can be mixed.</summary>
    /// <exception cref="ArgumentException">One is negative, or none is positive.</exception>
    public static double Total(ReadOnlySpan<double> shares)
    {
        var total = 0.0;
        foreach (var share in shares)
        {
            total += share >= 0 && double.IsFinite(share) ? share : throw new ArgumentException($"{share} is no share; expected 0 or more.", nameof(shares));
        }

        return total > 0 ? total : throw new ArgumentException("At least one share must be above 0.", nameof(shares));
    }

    /// <summary>The part with the largest difference between the tokens it should have had and those it had; the first of equal ones.</summary>
    /// <param name="tokens">[parts] tokens so far.</param>
    /// <param name="shares">[parts] sum to 1.</param>
    public static int FurthestBehind(ReadOnlySpan<long> tokens, ReadOnlySpan<double> shares)
    {
        long total = 1;
        foreach (var count in tokens)
        {
            total += count;
        }

        var furthest = 0;
        for (var part = 1; part < tokens.Length; part++)
        {
            if ((shares[part] * total) - tokens[part] > (shares[furthest] * total) - tokens[furthest])
            {
                furthest = part;
            }
        }

        return furthest;
    }
}
