namespace Gateway.Routing;

/// <summary>Settings of the router, under <c>Routing</c>.</summary>
internal sealed record RoutingOptions
{
    /// <summary>
    /// Calibrated probability from which a question counts as one for a domain. 0 to 1, default 0.5. Higher asks the
    /// documents less often.
    /// </summary>
    public double DomainThreshold { get; init; } = 0.5;

    /// <summary>Public model id of the general model behind <c>auto</c>. Default: the first model of the first upstream.</summary>
    public string? GeneralModel { get; init; }

    /// <summary>Adds what is wrong with these settings.</summary>
    public void Check(List<string> mistakes)
    {
        if (!(DomainThreshold is >= 0 and <= 1))
            mistakes.Add(FormattableString.Invariant($"Routing:DomainThreshold is {DomainThreshold}; expected a probability from 0 to 1."));
        if (GeneralModel is { } model && string.IsNullOrWhiteSpace(model))
            mistakes.Add("Routing:GeneralModel is blank; name a model of an upstream, or leave it out.");
    }
}
