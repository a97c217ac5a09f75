using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Support.Upstream;

namespace Conformance.Wire;

/// <summary>The requests of the suite: each case of the upstream that ends by itself, and some with special wishes.</summary>
internal static class WireCases
{
    /// <summary>Cases that only make sense with an impatient client (silence) or a patient one (retries).</summary>
    private static readonly ImmutableHashSet<string> ElsewhereTested =
        ["hang-before-first", "hang-mid-stream", "429-then-ok"];

    private static readonly WireCase StructuredOutput = new("structured-output")
    {
        Model = "text",
        Extra = Json("""
            {"response_format":{"type":"json_schema","json_schema":{"name":"status","strict":true,"schema":
              {"type":"object","properties":{"status":{"type":"string","enum":["ok"]}},"required":["status"],"additionalProperties":false}}}}
            """),
    };

    private static readonly WireCase ForcedTool = new("forced-tool")
    {
        Model = "text",
        Tools = true,
        Extra = Json("""{"tool_choice":{"type":"function","function":{"name":"get_time"}}}"""),
    };

    /// <summary>All cases, their clients' own retries switched off.</summary>
    public static ImmutableArray<WireCase> All { get; } =
    [
        .. UpstreamCases.All.Where(it => !ElsewhereTested.Contains(it.Name)).Select(it => WithWishes(it.Name)),
        StructuredOutput,
        ForcedTool,
    ];

    /// <summary>Each case in each mode.</summary>
    public static ImmutableArray<WireCell> Cells { get; } =
        [.. All.SelectMany(it => Enum.GetValues<WireMode>().Select(mode => new WireCell(it, mode)))];

    /// <summary>A limit that is gone after a second, before a client with its usual retries.</summary>
    public static ImmutableArray<WireCell> Retried { get; } =
    [
        new(new WireCase("429-then-ok") { Retries = null }, WireMode.Whole),
        new(new WireCase("429-then-ok") { Retries = null }, WireMode.Stream),
    ];

    private static WireCase WithWishes(string name) => name switch
    {
        "tool-calls" or "parallel-tools" or "tool-call-in-one-chunk" => new(name) { Tools = true },
        "n-2" => new(name) { Extra = Json("""{"n":2}""") },
        "logprobs" => new(name) { Extra = Json("""{"logprobs":true,"top_logprobs":2}""") },
        "metadata-echo" => new(name)
        {
            Extra = Json("""{"metadata":{"trace":"t-1"},"seed":7,"x_private":{"z":1,"a":[1,null,"ü"],"none":null}}"""),
        },
        _ => new(name),
    };

    private static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject(); // The texts stand above.
}
