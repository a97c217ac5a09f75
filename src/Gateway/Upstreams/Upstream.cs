using System.Collections.Immutable;
using Gateway.LocalModels;
using Protocol.Frames;

namespace Gateway.Upstreams;

/// <summary>A checked upstream: what <see cref="UpstreamOptions"/> said, in the form that requests use.</summary>
internal sealed class Upstream
{
    private readonly ImmutableDictionary<string, string> _ids;

    /// <summary>Takes over options that <see cref="UpstreamOptionsCheck"/> found right; reads the key file.</summary>
    public Upstream(string name, UpstreamOptions options)
    {
        Name = name;
        Options = options;
        var key = options.ApiKeyFile is { } file ? File.ReadAllText(file).Trim() : options.ApiKey;
        Authorization = string.IsNullOrEmpty(key) ? null : "Bearer " + key;
        _ids = options.Models.Distinct().ToImmutableDictionary(id => id, id => OwnIdOf(id, options));
    }

    /// <summary>The operator's name for it; stands in records and logs.</summary>
    public string Name { get; }

    /// <summary>As written, for limits and timeouts.</summary>
    public UpstreamOptions Options { get; }

    /// <summary>Where requests of a kind are posted; of a remote upstream.</summary>
    public Uri AddressOf(RequestKind kind) => new(Options.BaseUrl.TrimEnd('/') + kind switch
    {
        RequestKind.Completion => "/completions",
        RequestKind.Embedding => "/embeddings",
        _ => "/chat/completions",
    });

    /// <summary>Value of the Authorization header; null when the upstream needs none. A secret.</summary>
    public string? Authorization { get; }

    /// <summary>Model ids that clients may name.</summary>
    public IEnumerable<string> Models => _ids.Keys;

    /// <summary>The upstream's own id of a public model id; null when it does not serve it.</summary>
    public string? IdOf(string model) => _ids.GetValueOrDefault(model);

    /// <summary>Whether nothing that requests depend on differs, the key included.</summary>
    public bool IsSameAs(Upstream other) =>
        Authorization == other.Authorization
        && Options.Models.SequenceEqual(other.Options.Models)
        && Options.Aliases.Count == other.Options.Aliases.Count && !Options.Aliases.Except(other.Options.Aliases).Any()
        && Options with { Models = other.Options.Models, Aliases = other.Options.Aliases } == other.Options;

    private static string OwnIdOf(string model, UpstreamOptions options) =>
        options.Kind == UpstreamKind.Local ? ExpertName.Prefix + options.Expert : options.Aliases.GetValueOrDefault(model, model);

    /// <summary>The name only: the rest may be secret.</summary>
    public override string ToString() => Name;
}
