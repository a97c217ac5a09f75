using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Audit.Records;

namespace Audit.Reading;

/// <summary>A record as JSON for people and programs: the two entries as they stand in the log, their places in it, and the content.</summary>
public static class RecordJson
{
    /// <summary>The record; content that is no longer stored is null, content that is not UTF-8 is given as base64.</summary>
    public static JsonObject Of(AuditRecord record) => new()
    {
        ["id"] = record.Opening.Id.ToString(),
        ["object"] = "audit.record",
        ["opened"] = JsonSerializer.SerializeToNode(record.Opening, EntryJson.Default.RecordOpening),
        ["closed"] = record.Closing is null ? null : JsonSerializer.SerializeToNode(record.Closing, EntryJson.Default.RecordClosing),
        ["log"] = new JsonObject
        {
            ["opening_index"] = record.OpeningIndex,
            ["opening_leaf_hash"] = record.OpeningLeaf.ToString(),
            ["closing_index"] = record.ClosingIndex,
            ["closing_leaf_hash"] = record.ClosingLeaf?.ToString(),
        },
        ["content"] = new JsonObject
        {
            ["prompt"] = Describe(record.Prompt),
            ["assembled_prompt"] = Describe(record.AssembledPrompt),
            ["answer"] = Describe(record.Answer),
        },
    };

    private static JsonObject? Describe(StoredContent? content)
    {
        if (content is null)
            return null;
        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content.Bytes.Span);
            return new JsonObject { ["text"] = text, ["matches_hash"] = content.MatchesHash };
        }
        catch (DecoderFallbackException)
        {
            return new JsonObject { ["base64"] = Convert.ToBase64String(content.Bytes.Span), ["matches_hash"] = content.MatchesHash };
        }
    }
}
