using System.Text.Json;

namespace Experts.Serving;

/// <summary>A call of a tool.</summary>
/// <param name="Name">The tool's name.</param>
/// <param name="Arguments">A JSON object.</param>
public sealed record CalledTool(string Name, JsonElement Arguments);
