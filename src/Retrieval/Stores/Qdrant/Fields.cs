using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Retrieval.Documents;

namespace Retrieval.Stores.Qdrant;

/// <summary>What stands beside the vectors of a point, for filters, and how it is indexed.</summary>
internal static class Fields
{
    public const string Unit = "unit";
    public const string Document = "document";
    public const string Domain = "domain";
    public const string Labels = "labels";
    public const string Open = "open";
    public const string Attributes = "attributes";
    public const string Numbers = "numbers";
    public const string Key = "key";
    public const string Value = "value";
    public const string From = "from";
    public const string To = "to";
    public const string Superseded = "superseded";
    public const string Draw = "draw";

    /// <summary>The unit of the one point that tells how far the collection has followed.</summary>
    public const string State = "state";

    /// <summary>A day after all days.</summary>
    public const int Never = 9_999_999;

    /// <summary>Lots are drawn from 0 up to this.</summary>
    public const int Lots = 65_536;

    public static ImmutableArray<(string Field, string Type)> Indexes { get; } =
    [
        (Unit, "keyword"), (Document, "integer"), (Domain, "keyword"), (Labels, "keyword"), (Open, "bool"), (Attributes, "keyword"),
        ($"{Numbers}[].{Key}", "keyword"), ($"{Numbers}[].{Value}", "float"), (From, "integer"), (To, "integer"), (Superseded, "integer"), (Draw, "integer"),
    ];

    public static string NameOf(RetrievalUnit unit) => unit == RetrievalUnit.Chunk ? "chunk" : "document";

    /// <summary>A point's id: chunks have even ones, documents odd ones.</summary>
    public static ulong IdOf(RetrievalUnit unit, long id) => ((ulong)id * 2) + (unit == RetrievalUnit.Chunk ? 0ul : 1ul);

    /// <summary>An attribute with its value as one word; equal for equal ones.</summary>
    public static string Word(string key, AttributeValue value) =>
        $"{key}\u001f{(value.Text is not null ? 't' : value.Number is not null ? 'n' : 'f')}{(value.Number is { } number ? AttributeValue.Of(number + 0.0) : value)}";

    /// <summary>The same lot for a document and its chunks, so that a share of the lots is a share of the documents, and always the same one.</summary>
    public static int LotOf(long document) => (int)(((ulong)document * 0x9E3779B97F4A7C15ul) >> 48);

    public static JsonObject Of(DocumentFacts facts, RetrievalUnit unit) => new()
    {
        [Unit] = NameOf(unit),
        [Document] = facts.Number,
        [Domain] = facts.Domain,
        [Labels] = new JsonArray([.. facts.Labels.Select(label => JsonValue.Create(label))]),
        [Open] = facts.Labels.IsEmpty,
        [Attributes] = new JsonArray([.. facts.Attributes.Select(pair => JsonValue.Create(Word(pair.Key, pair.Value)))]),
        [Numbers] = new JsonArray([.. facts.Attributes.Where(pair => pair.Value.Number is not null).Select(pair => new JsonObject { [Key] = pair.Key, [Value] = pair.Value.Number })]),
        [From] = facts.Date?.DayNumber ?? 0,
        [To] = facts.EffectiveTo?.DayNumber ?? Never,
        [Superseded] = facts.SupersededFrom?.DayNumber ?? Never,
        [Draw] = LotOf(facts.Number),
    };
}
