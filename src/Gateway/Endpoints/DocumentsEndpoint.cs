using System.Globalization;
using System.Text.Json.Nodes;
using Gateway.Access;
using Gateway.Errors;
using Gateway.Library;
using Protocol.Errors;
using Retrieval.Documents;
using Retrieval.Stores;

namespace Gateway.Endpoints;

/// <summary>
/// <c>GET /v1/documents/{id}</c>: the document that a citation points at, as the text that offsets count in. A document
/// of a domain, or with access labels, that are closed to the caller looks as if it did not exist.
/// </summary>
internal sealed class DocumentsEndpoint(DocumentStore documents, DomainDirectory domains)
{
    /// <summary>Shows the document, or says that there is none.</summary>
    public Task GetAsync(HttpContext context)
    {
        var id = Uri.UnescapeDataString((string?)context.GetRouteValue("id") ?? "");
        var document = documents.GetDocument(id);
        if (document is null || !MaySee(Caller.Of(context), document) || documents.GetText(id) is not { } text)
            return ErrorAnswer.WriteAsync(context, new ApiError(404, $"There is no document '{id}' that this key may read.", ErrorTypes.InvalidRequest, "id", "document_not_found"));
        return JsonAnswer.WriteAsync(context, JsonAnswer.Bytes(new JsonObject
        {
            ["id"] = document.Id,
            ["object"] = "document",
            ["domain"] = document.Domain,
            ["title"] = document.Title,
            ["path"] = document.Path,
            ["media_type"] = document.MediaType,
            ["date"] = document.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["version"] = document.Version,
            ["supersedes"] = document.Supersedes,
            ["effective_to"] = document.EffectiveTo?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["content_hash"] = document.ContentHash,
            ["text"] = text,
        }));
    }

    private bool MaySee(Caller caller, Document document) => domains.MayUse(caller, document.Domain) && caller.Key.MaySee(document.Labels);
}
