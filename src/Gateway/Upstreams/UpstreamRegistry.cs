using System.Collections.Frozen;
using System.Collections.Immutable;
using Gateway.LocalModels;

namespace Gateway.Upstreams;

/// <summary>
/// Which models exist and who serves them. Requests read one immutable snapshot; a reload replaces it whole and keeps
/// the channels whose options did not change, so that their connections and circuit states survive. Thread-safe.
/// </summary>
internal sealed class UpstreamRegistry(LocalModel local, ExpertsOptions experts, TimeProvider time)
{
    private readonly LocalChannel _experts = new(new Upstream("experts", new UpstreamOptions { Kind = UpstreamKind.Local, ContextTokens = experts.ContextTokens }), local);
    private Snapshot _now = new([], FrozenDictionary<string, ImmutableArray<UpstreamTarget>>.Empty, []);

    /// <summary>Public model ids of all upstreams, in order of upstream priority and configuration.</summary>
    public ImmutableArray<string> Models => _now.Models;

    /// <summary>The fallback chain of a public model id, or the expert that the id names; empty when nobody can serve it.</summary>
    public ImmutableArray<UpstreamTarget> ChainOf(string model) => _now.Chains.TryGetValue(model, out var chain) ? chain : ExpertOf(model);

    /// <summary>The name of the first upstream that serves a public model id.</summary>
    public string? OwnerOf(string model) => ChainOf(model) is [var first, ..] ? first.Name : null;

    /// <summary>Takes over checked options. Requests in flight finish with the channels they began with.</summary>
    public void Load(IReadOnlyDictionary<string, UpstreamOptions> options)
    {
        var kept = _now.Channels.ToDictionary(channel => channel.Upstream.Name);
        var channels = options
            .OrderBy(pair => pair.Value.Priority).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => ChannelFor(pair.Key, pair.Value, kept)).ToImmutableArray();
        var models = channels.SelectMany(channel => channel.Upstream.Options.Models).Distinct().ToImmutableArray();
        var chains = models.ToFrozenDictionary(model => model, model => ChainOf(model, channels), StringComparer.Ordinal);
        Volatile.Write(ref _now, new Snapshot(channels, chains, models));
    }

    private IUpstreamChannel ChannelFor(string name, UpstreamOptions options, Dictionary<string, IUpstreamChannel> kept)
    {
        var upstream = new Upstream(name, options.Kind == UpstreamKind.Local
            ? options with { ContextTokens = Math.Min(options.ContextTokens, experts.ContextTokens) }
            : options);
        if (kept.TryGetValue(name, out var channel) && channel.Upstream.IsSameAs(upstream))
            return channel;
        return options.Kind == UpstreamKind.Local ? new LocalChannel(upstream, local) : new UpstreamChannel(upstream, time);
    }

    private ImmutableArray<UpstreamTarget> ExpertOf(string model)
    {
        var id = model == experts.EmbeddingModel ? ExpertName.Prefix + model : model;
        return ExpertName.TryParse(id, out _) ? [new UpstreamTarget(_experts, id)] : [];
    }

    private static ImmutableArray<UpstreamTarget> ChainOf(string model, ImmutableArray<IUpstreamChannel> channels) =>
        [.. from channel in channels
            let id = channel.Upstream.IdOf(model)
            where id is not null
            select new UpstreamTarget(channel, id)];

    private sealed record Snapshot(
        ImmutableArray<IUpstreamChannel> Channels,
        FrozenDictionary<string, ImmutableArray<UpstreamTarget>> Chains,
        ImmutableArray<string> Models);
}
