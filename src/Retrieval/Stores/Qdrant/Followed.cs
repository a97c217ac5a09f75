using System.Text.Json;
using System.Text.Json.Nodes;

namespace Retrieval.Stores.Qdrant;

/// <summary>What a collection is and how far it has followed the store: kept in it, as a point without vectors.</summary>
/// <param name="Collection">Its own name.</param>
/// <param name="Store">Names the store that it follows.</param>
/// <param name="Revision">The changes up to this one are in it.</param>
/// <param name="Space">The space of its vectors; 0 for none.</param>
/// <param name="Plan">What it was made for besides: rules of points, quantisation.</param>
/// <param name="MeanDocument">Words of a document that its weights count with.</param>
/// <param name="MeanChunk">Words of a chunk, likewise.</param>
internal sealed record Followed(string Collection, string Store, long Revision, long Space, string Plan, double MeanDocument, double MeanChunk)
{
    public JsonObject ToPayload() => new()
    {
        [Fields.Unit] = Fields.State, ["store"] = Store, ["revision"] = Revision, ["space"] = Space, ["plan"] = Plan, ["mean_document"] = MeanDocument, ["mean_chunk"] = MeanChunk,
    };

    public static Followed Of(string collection, JsonElement payload) => new(
        collection,
        payload.GetProperty("store").GetString() ?? "",
        payload.GetProperty("revision").GetInt64(),
        payload.GetProperty("space").GetInt64(),
        payload.GetProperty("plan").GetString() ?? "",
        payload.GetProperty("mean_document").GetDouble(),
        payload.GetProperty("mean_chunk").GetDouble());
}
