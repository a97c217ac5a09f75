using System.Collections.Immutable;

namespace Trainer.Training;

/// <summary>Loss or gradient is no number any more. The weights are those before the batch.</summary>
public sealed class DivergedException : Exception
{
    private const int Named = 8;

    internal DivergedException(long step, double loss, double norm, ImmutableArray<string> sources, long? kept)
        : base(Describe(step, loss, norm, sources, kept)) => (Step, Sources) = (step, sources);

    /// <summary>The step that could not be done, from 1.</summary>
    public long Step { get; }

    /// <summary>The examples of its batch.</summary>
    public ImmutableArray<string> Sources { get; }

    private static string Describe(long step, double loss, double norm, ImmutableArray<string> sources, long? kept) =>
        FormattableString.Invariant($"Training diverged in step {step}: loss {loss}, gradient norm {norm}. ") +
        $"Its batch holds {sources.Length} examples: {string.Join(", ", sources.Distinct().Take(Named))}{(sources.Distinct().Count() > Named ? ", ..." : "")}. " +
        (kept is null ? "There is no checkpoint before it. " : $"The checkpoint of step {kept} is kept. ") +
        "Start a new run with a lower learning rate, or take these examples out.";
}
