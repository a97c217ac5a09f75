using System.Collections.Immutable;

namespace Trainer.Training;

/// <summary>One example before it is put into a batch.</summary>
/// <param name="Source">Where it comes from, such as a fact's or a document's id; named when training diverges on it.</param>
/// <param name="Tokens">[length] token ids.</param>
/// <param name="Labels">[length] for each token the token that the model shall give next; <see cref="None"/> where nothing is asked.</param>
public sealed record TrainingRow(string Source, ImmutableArray<int> Tokens, ImmutableArray<int> Labels)
{
    /// <summary>The label of a place that is not trained.</summary>
    public const int None = -100;

    /// <summary>Labels of a text: the token that follows, wanted from a place on.</summary>
    /// <param name="source">Where it comes from.</param>
    /// <param name="tokens">The tokens.</param>
    /// <param name="firstWanted">Index of the first token that shall be learnt, 1 or more.</param>
    public static TrainingRow Of(string source, ImmutableArray<int> tokens, int firstWanted)
    {
        var labels = ImmutableArray.CreateBuilder<int>(tokens.Length);
        for (var place = 1; place <= tokens.Length; place++)
        {
            labels.Add(place < tokens.Length && place >= firstWanted ? tokens[place] : None);
        }

        return new TrainingRow(source, tokens, labels.MoveToImmutable());
    }
}
