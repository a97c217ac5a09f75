using System.Collections.Immutable;
using Trainer.Training;

namespace Trainer.Stages;

/// <summary>
/// Changes question tokens at random, so that a small model does not hang on single words. Each row draws its own strength p from
/// [0, 2 x mean]; a token is then dropped (0.4 p), swapped for a random one (0.3 p) or followed by a random one (0.3 p).
/// </summary>
/// <param name="mean">Mean strength, 0 to 0.5; 0 changes nothing.</param>
/// <param name="firstToken">The lowest id that may come in, after the special tokens.</param>
/// <param name="vocabulary">One past the highest id that may come in.</param>
public sealed class QuestionNoise(double mean, int firstToken, int vocabulary)
{
    private const double Dropped = 0.4, Swapped = 0.3, Followed = 0.3;

    /// <summary>The tokens as this row sees them.</summary>
    public ImmutableArray<int> Apply(ImmutableArray<int> tokens, SeededNumbers numbers)
    {
        if (mean <= 0)
        {
            return tokens;
        }

        var strength = numbers.NextDouble() * 2 * mean;
        var changed = ImmutableArray.CreateBuilder<int>(tokens.Length + 4);
        foreach (var token in tokens)
        {
            Append(changed, token, numbers.NextDouble() / strength, numbers);
        }

        return changed.Count == 0 ? tokens : changed.ToImmutable();
    }

    private void Append(ImmutableArray<int>.Builder changed, int token, double drawn, SeededNumbers numbers)
    {
        switch (drawn)
        {
            case < Dropped:
                break;
            case < Dropped + Swapped:
                changed.Add(AnyToken(numbers));
                break;
            case < Dropped + Swapped + Followed:
                changed.Add(token);
                changed.Add(AnyToken(numbers));
                break;
            default:
                changed.Add(token);
                break;
        }
    }

    private int AnyToken(SeededNumbers numbers) => firstToken + numbers.Below(vocabulary - firstToken);
}
