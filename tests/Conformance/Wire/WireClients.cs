using System.Collections.Immutable;
using Xunit;

namespace Conformance.Wire;

/// <summary>The clients of the suite.</summary>
internal static class WireClients
{
    public static DotNetClient DotNet { get; } = new();

    /// <summary>The clients from npm.</summary>
    public static ImmutableArray<NodeClient> Npm { get; } = [new("openai"), new("ai-sdk"), new("langchain")];

    /// <summary>The clients of this run. Rows of others would all be skipped for one and the same reason.</summary>
    public static TheoryData<string> Asked { get; } = WireSuite.NpmClientsAsked
        ? [DotNet.Name, .. Npm.Select(client => client.Name)]
        : [DotNet.Name];

    public static IWireClient Named(string name) =>
        name == DotNet.Name ? DotNet : Npm.Single(client => client.Name == name);

    /// <summary>Skips the running test, with the reason, where the client cannot run.</summary>
    public static async Task<IWireClient> ReadyAsync(string name)
    {
        IWireClient client = Named(name);
        if (client is NodeClient)
        {
            Assert.SkipUnless(WireSuite.NpmClientsAsked, WireSuite.NotAsked);
            string? missing = await NodeModules.EnsureAsync();
            Assert.SkipWhen(missing is not null, missing ?? "");
        }

        return client;
    }
}
