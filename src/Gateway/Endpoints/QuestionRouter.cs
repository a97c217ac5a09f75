using System.Collections.Immutable;
using Gateway.Access;
using Gateway.Augmentation;
using Gateway.Library;
using Gateway.Routing;
using Gateway.Upstreams;
using Protocol.Chat;
using Retrieval.Domains;

namespace Gateway.Endpoints;

/// <summary>From a request to its decision and sources; shared by answers and dry runs, so that both decide alike.</summary>
internal sealed class QuestionRouter(
    DomainModels models, DomainDirectory domains, SourceFinder finder, UpstreamRegistry upstreams, RoutingOptions routing, AugmentationOptions augmentation)
{
    /// <summary>Model name of the routed answer.</summary>
    public const string Auto = "auto";

    private const string AutoPrefix = Auto + "/";

    /// <summary>Whether a model name asks for a routed answer.</summary>
    public static bool IsAuto(string model) => model == Auto || model.StartsWith(AutoPrefix, StringComparison.Ordinal);

    /// <summary>The domain in <c>auto/&lt;domain&gt;</c>; null for <c>auto</c>.</summary>
    public static string? NamedDomain(string model) => model == Auto ? null : model[AutoPrefix.Length..];

    /// <summary>The general model behind <c>auto</c>: as configured, else the first there is; null when there is none.</summary>
    public string? GeneralModel => routing.GeneralModel is { } configured && !upstreams.ChainOf(configured).IsEmpty
        ? configured
        : upstreams.Models is [var first, ..] ? first : null;

    /// <summary>Decides, and looks for sources when the decision says so.</summary>
    public async ValueTask<RoutedQuestion> RouteAsync(ChatRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var question = RoutingQuestion.From(request);
        if (!models.TryGetCurrent(out var current))
            return new RoutedQuestion(request, question, Router.WithoutDocuments(GeneralModel), new Sources([], ["The documents could not be read."]), "unreadable");
        var (model, indexVersion) = current;
        var decision = Router.Decide(new RoutingRequest
        {
            Scores = Score(model, question, caller),
            NamedDomain = NamedDomain(request.Model),
            GeneralModel = GeneralModel,
            Threshold = routing.DomainThreshold,
            ScorerVersion = model.Version,
        });
        var sources = decision is { Arm: Arm.Retrieve, Domain: { } domain }
            ? await finder.FindAsync(question, domain, caller.Labels, augmentation, cancellationToken)
            : Sources.None;
        return new RoutedQuestion(request, question, decision, sources, indexVersion);
    }

    private ImmutableArray<DomainScore> Score(DomainModel model, RoutingQuestion question, Caller caller) =>
        [.. model.Score(question.Text).Where(score => domains.MayUse(caller, score.Domain))];
}
