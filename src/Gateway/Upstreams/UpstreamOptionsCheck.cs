using Gateway.LocalModels;

namespace Gateway.Upstreams;

/// <summary>Finds every mistake in the configured upstreams; each message names key, value and what would be accepted.</summary>
internal static class UpstreamOptionsCheck
{
    /// <summary>Adds what is wrong with <paramref name="options"/> to <paramref name="mistakes"/>.</summary>
    public static void Check(string name, UpstreamOptions options, List<string> mistakes)
    {
        var at = $"Upstreams:{name}";
        if (options.Kind == UpstreamKind.Local)
        {
            CheckLocal(at, options, mistakes);
        }
        else
        {
            CheckAddress(at, options, mistakes);
            CheckKey(at, options, mistakes);
        }
        CheckModels(at, options, mistakes);
        Range(at, nameof(options.Priority), options.Priority, 0, 1000, mistakes);
        Range(at, nameof(options.ContextTokens), options.ContextTokens, 512, 10_000_000, mistakes);
        Range(at, nameof(options.ConnectTimeoutSeconds), options.ConnectTimeoutSeconds, 0.1, 300, mistakes);
        Range(at, nameof(options.FirstByteTimeoutSeconds), options.FirstByteTimeoutSeconds, 0.1, 3600, mistakes);
        Range(at, nameof(options.IdleTimeoutSeconds), options.IdleTimeoutSeconds, 0.1, 3600, mistakes);
        Range(at, nameof(options.TotalTimeoutSeconds), options.TotalTimeoutSeconds, 1, 86_400, mistakes);
        Range(at, nameof(options.MaxRetries), options.MaxRetries, 0, 10, mistakes);
        Range(at, nameof(options.RetryBudget), options.RetryBudget, 0, 10, mistakes);
        Range(at, nameof(options.BreakerFailureRatio), options.BreakerFailureRatio, 0.01, 1, mistakes);
        Range(at, nameof(options.BreakerMinimumCalls), options.BreakerMinimumCalls, 2, 100_000, mistakes);
        Range(at, nameof(options.BreakerSamplingSeconds), options.BreakerSamplingSeconds, 1, 3600, mistakes);
        Range(at, nameof(options.BreakSeconds), options.BreakSeconds, 1, 3600, mistakes);
    }

    private static void CheckLocal(string at, UpstreamOptions options, List<string> mistakes)
    {
        if (options.Expert is null || !ExpertName.TryParse(ExpertName.Prefix + options.Expert, out _))
            mistakes.Add($"{at}:Expert is '{options.Expert}'; expected the name of an expert in the registry, as 'Cli models list' shows it, or name@version.");
        if (options.BaseUrl.Length > 0 || options.ApiKey is not null || options.ApiKeyFile is not null || options.Aliases.Count > 0)
            mistakes.Add($"{at}:Kind is Local, which has no BaseUrl, ApiKey, ApiKeyFile or Aliases; take them out, or set {at}:Kind to Remote.");
    }

    private static void CheckAddress(string at, UpstreamOptions options, List<string> mistakes)
    {
        if (options.Expert is not null)
            mistakes.Add($"{at}:Expert is '{options.Expert}', but {at}:Kind is Remote; set it to Local.");
        if (!Uri.TryCreate(options.BaseUrl, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            mistakes.Add($"{at}:BaseUrl is '{options.BaseUrl}'; expected an absolute http or https address such as https://api.example.com/v1.");
        else if (uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0)
            mistakes.Add($"{at}:BaseUrl must not hold credentials, a query or a fragment; put the key into {at}:ApiKey.");
    }

    private static void CheckKey(string at, UpstreamOptions options, List<string> mistakes)
    {
        if (options.ApiKey is not null && options.ApiKeyFile is not null)
            mistakes.Add($"{at}:ApiKey and {at}:ApiKeyFile are both set; keep one.");
        if (options.ApiKeyFile is { } file && !File.Exists(file))
            mistakes.Add($"{at}:ApiKeyFile is '{file}', which does not exist or cannot be read.");
        if (options.ApiKey is { } key && key.AsSpan().ContainsAnyExceptInRange('!', '~'))
            mistakes.Add($"{at}:ApiKey holds a space, line break or non-ASCII character; expected printable ASCII.");
    }

    private static void CheckModels(string at, UpstreamOptions options, List<string> mistakes)
    {
        if (options.Models.Length == 0)
            mistakes.Add($"{at}:Models is empty; list at least one model id, e.g. {at}:Models:0 = gpt-4o-mini.");
        foreach (var model in options.Models)
        {
            if (string.IsNullOrWhiteSpace(model) || model.Length > 200)
                mistakes.Add($"{at}:Models holds '{model}'; expected 1 to 200 characters.");
            if (model.StartsWith(ExpertName.Prefix, StringComparison.Ordinal))
                mistakes.Add($"{at}:Models holds '{model}'; 'expert/...' are the registry's own names. Use another id and {at}:Aliases.");
            if (model == "auto" || model.StartsWith("auto/", StringComparison.Ordinal))
                mistakes.Add($"{at}:Models holds '{model}'; 'auto' and 'auto/...' are the gateway's own names. Use another id and {at}:Aliases.");
        }
        foreach (var alias in options.Aliases.Keys.Where(alias => !options.Models.Contains(alias)))
            mistakes.Add($"{at}:Aliases names '{alias}', which is not in {at}:Models.");
    }

    private static void Range(string at, string key, double value, double least, double most, List<string> mistakes)
    {
        if (!(value >= least && value <= most))
            mistakes.Add(FormattableString.Invariant($"{at}:{key} is {value}; expected {least} to {most}."));
    }
}
