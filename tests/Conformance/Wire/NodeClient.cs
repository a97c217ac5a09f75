using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace Conformance.Wire;

/// <summary>A client from npm, run by a script of the npm project that makes all calls in one process.</summary>
/// <param name="name">The script's name without its ending.</param>
internal sealed class NodeClient(string name) : IWireClient
{
    public string Name { get; } = name;

    public async Task<FrozenDictionary<string, Observation>> SeeAsync(
        WireTarget target, IReadOnlyList<WireCell> cells, CancellationToken cancellation)
    {
        var job = new JsonObject
        {
            ["baseUrl"] = target.BaseUrl.ToString(),
            ["apiKey"] = target.ApiKey,
            ["cells"] = new JsonArray([.. cells.Select(cell => cell.ToJson(this))]),
        };
        (int code, string output, string errors) =
            await NodeModules.RunAsync("node", [Name + ".mjs"], job.ToJsonString(), cancellation);
        if (code != 0)
        {
            throw new InvalidOperationException($"{Name}.mjs against {target.Name} ended with {code}:\n{errors}");
        }

        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonNode.Parse(line)!.AsObject()) // A line is never the JSON null.
            .ToFrozenDictionary(line => (string)line["id"]!, line => new Observation(line["seen"]!.DeepClone().AsObject()));
    }
}
