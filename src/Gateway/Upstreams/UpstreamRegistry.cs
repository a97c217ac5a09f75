using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Gateway.Upstreams;

/// <summary>
/// Which models exist and who serves them. Requests read one immutable snapshot; a reload replaces it whole and keeps
/// the channels whose options did not change, so that their connections and circuit states survive. Thread-safe.
/// </summary>
internal sealed class UpstreamRegistry(TimeProvider time)
{
    private Snapshot _now = new([], FrozenDictionary<string, ImmutableArray<UpstreamTarget>>.Empty, []);

    /// <summary>Public model ids of all upstreams, in order of upstream priority and configuration.</summary>
    public ImmutableArray<string> Models => _now.Models;

    /// <summary>The fallback chain of a public model id; empty when no upstream serves it.</summary>
    public ImmutableArray<UpstreamTarget> ChainOf(string model) => _now.Chains.GetValueOrDefault(model, []);

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

    private UpstreamChannel ChannelFor(string name, UpstreamOptions options, Dictionary<string, UpstreamChannel> kept)
    {
        var upstream = new Upstream(name, options);
        return kept.TryGetValue(name, out var channel) && channel.Upstream.IsSameAs(upstream) ? channel : new UpstreamChannel(upstream, time);
    }

    private static ImmutableArray<UpstreamTarget> ChainOf(string model, ImmutableArray<UpstreamChannel> channels) =>
        [.. from channel in channels
            let id = channel.Upstream.IdOf(model)
            where id is not null
            select new UpstreamTarget(channel, id)];

    private sealed record Snapshot(
        ImmutableArray<UpstreamChannel> Channels,
        FrozenDictionary<string, ImmutableArray<UpstreamTarget>> Chains,
        ImmutableArray<string> Models);
}
