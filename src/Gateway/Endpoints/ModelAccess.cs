using Gateway.Access;
using Gateway.Library;
using Gateway.LocalModels;
using Gateway.Upstreams;
using Protocol.Errors;

namespace Gateway.Endpoints;

/// <summary>Which models there are for a caller. Models that exist but are closed to the caller look as if they did not exist.</summary>
internal sealed class ModelAccess(UpstreamRegistry upstreams, ExpertCatalogue experts, DomainDirectory domains)
{
    /// <summary>Why the caller cannot use a model; null when it can.</summary>
    public ApiError? Refusal(Caller caller, string model) =>
        MayUse(caller, model) && Exists(caller, model) ? null : ApiError.ModelNotFound(model);

    /// <summary>Every model that the caller can use, with its owner.</summary>
    public IEnumerable<(string Id, string Owner)> ModelsOf(Caller caller) =>
        AllModels().Where(model => Refusal(caller, model.Id) is null);

    /// <summary>Who may use an expert may use every version of it.</summary>
    private static bool MayUse(Caller caller, string model) =>
        caller.Key.MayUseModel(model) || (ExpertName.TryParse(model, out var expert) && caller.Key.MayUseModel(expert.Unversioned));

    private bool Exists(Caller caller, string model)
    {
        if (ExpertName.TryParse(model, out var expert))
            return experts.Has(expert);
        if (!QuestionRouter.IsAuto(model))
            return !upstreams.ChainOf(model).IsEmpty;
        return QuestionRouter.NamedDomain(model) is not { } domain || (domains.MayUse(caller, domain) && domains.Domains.Contains(domain));
    }

    private IEnumerable<(string Id, string Owner)> AllModels()
    {
        yield return (QuestionRouter.Auto, "gateway");
        foreach (var domain in domains.Domains)
            yield return ($"{QuestionRouter.Auto}/{domain}", "gateway");
        foreach (var model in upstreams.Models)
            yield return (model, upstreams.OwnerOf(model) ?? "upstream");
        foreach (var name in experts.Names)
            yield return (ExpertName.Prefix + name, "gateway");
    }
}
