using System.Collections.Concurrent;
using Experts.Registry;
using Experts.Serving;
using Microsoft.Extensions.Logging.Abstractions;
using Support;
using Support.Models;

namespace Experts.Tests.Serving;

/// <summary>A host on a registry in memory. Each version says its own version's name, unless a test says otherwise.</summary>
internal sealed class HostFixture : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, string?> _current = new();

    public HostFixture(long memoryBytes = long.MaxValue / 4) =>
        Host = new ExpertHost(Resolve, LoadAsync, new ExpertHostOptions { MemoryBytes = memoryBytes, BytesOf = _ => EstimateOfEach }, Time, NullLogger<ExpertHost>.Instance);

    public ExpertHost Host { get; }

    public ManualTime Time { get; } = new();

    public ConcurrentDictionary<string, ScriptedEngine> Engines { get; } = new();

    /// <summary>Awaited within each load.</summary>
    public Func<ExpertVersion, Task> OnLoad { get; set; } = _ => Task.CompletedTask;

    public Func<string, ScriptedEngine> MakeEngine { get; set; } = ScriptedEngine.Saying;

    public long BytesOfEach { get; init; } = 10;

    public long EstimateOfEach { get; set; } = 10;

    public int Loads;

    /// <summary>The exception that reading the registry throws; null for none.</summary>
    public Exception? RegistryTrouble { get; set; }

    public void SetCurrent(string name, string? version) => _current[name] = version;

    public async Task<string> SayAsync(string name, string? version = null)
    {
        using var lease = await Host.AcquireAsync(name, version, Xunit.TestContext.Current.CancellationToken);
        return (await Models.SayAsync(lease.Model.Expert!, new AnswerSettings())).Text;
    }

    /// <summary>Lets the registry be looked at again.</summary>
    public void LookAgain() => Time.Advance(TimeSpan.FromSeconds(2));

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    private ExpertVersion? Resolve(string name, string? version)
    {
        if (RegistryTrouble is { } trouble)
        {
            throw trouble;
        }

        return _current.TryGetValue(name, out var current) && (version ?? current) is { } found ? Models.Version(name, found) : null;
    }

    private async Task<LoadedModel> LoadAsync(ExpertVersion version, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref Loads);
        await OnLoad(version);
        var engine = MakeEngine(version.Version);
        Engines[version.Version] = engine;
        return Models.Loaded(version, engine, BytesOfEach);
    }
}
