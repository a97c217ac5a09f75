using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Audit.Records;
using Gateway.Augmentation;
using Gateway.Routing;
using Retrieval.Domains;

namespace Gateway.Endpoints;

/// <summary>A decision and its sources as JSON: the <c>x_gateway</c> object of answers, and the answer of a dry run.</summary>
internal static class Explanation
{
    /// <summary>The object beside an answer.</summary>
    public static JsonElement Of(AuditId id, RoutingDecision decision, Sources sources, string? indexVersion, Citations citations)
    {
        var explanation = Describe(decision, sources, indexVersion, citations);
        explanation["audit_id"] = id.ToString();
        return JsonSerializer.SerializeToElement(explanation, JsonSerializerOptions.Default);
    }

    /// <summary>Arm, domain, scores with their words, threshold, model, reason, versions and sources.</summary>
    public static JsonObject Describe(RoutingDecision decision, Sources sources, string? indexVersion, Citations citations) => new()
    {
        ["arm"] = decision.Arm.Name(),
        ["domain"] = decision.Domain,
        ["model"] = decision.Model,
        ["reason"] = decision.Reason,
        ["threshold"] = decision.Threshold,
        ["scores"] = new JsonArray([.. decision.Scores.Select(Score)]),
        ["router_version"] = decision.Version,
        ["index_version"] = indexVersion,
        ["sources"] = new JsonArray([.. sources.Items.Select(source => Describe(source, citations))]),
        ["notes"] = new JsonArray([.. sources.Notes.Select(note => JsonValue.Create(note))]),
    };

    private static JsonObject Score(DomainScore score) => new()
    {
        ["domain"] = score.Domain,
        ["probability"] = score.Probability,
        ["raw_score"] = score.RawScore,
        ["top_terms"] = new JsonArray([.. score.TopTerms.Select(term => new JsonObject { ["term"] = term.Term, ["weight"] = term.Weight })]),
    };

    private static JsonObject Describe(Source source, Citations citations) => new()
    {
        ["label"] = source.Label,
        ["document_id"] = source.Passage.DocumentId,
        ["title_path"] = source.Passage.TitlePath,
        ["date"] = source.Passage.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["url"] = citations.UrlOf(source),
        ["start"] = source.Passage.Start,
        ["end"] = source.Passage.End,
        ["page"] = source.Passage.Page,
        ["score"] = source.Passage.Score,
        ["content_hash"] = source.Passage.ContentHash,
        ["superseded"] = source.Passage.Superseded,
    };
}
