using Gateway.Augmentation;
using Gateway.Routing;
using Gateway.Upstreams;

namespace Gateway.Hosting;

/// <summary>
/// Asks each domain once before the first client does. The first question of a process costs a hundred times the second
/// (code is compiled, pages are read), which on a slow machine is more than the retrieval deadline allows.
/// </summary>
internal sealed class WarmUp(DomainModels models, SourceFinder finder, ExtractiveAnswerer extractive)
{
    private static readonly AugmentationOptions Patient = new() { DeadlineMilliseconds = 60_000 };

    /// <summary>Scores, searches and quotes, and forgets the result.</summary>
    public async Task RunAsync(IEnumerable<string> domains, CancellationToken cancellationToken)
    {
        var question = new RoutingQuestion("What is the limit of the first product, and when was it changed?");
        if (models.TryGetCurrent(out var current))
            current.Model.Score(question.Text);
        foreach (var domain in domains)
            extractive.Answer(question.Text, await finder.FindAsync(question, domain, labels: null, Patient, cancellationToken));
    }
}
