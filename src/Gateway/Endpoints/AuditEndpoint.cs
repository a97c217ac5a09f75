using Audit.Reading;
using Audit.Records;
using Gateway.Errors;
using Protocol.Errors;

namespace Gateway.Endpoints;

/// <summary><c>GET /v1/audit/{id}</c>: a record, for auditors and administrators.</summary>
internal sealed class AuditEndpoint(AuditReader reader)
{
    /// <summary>Shows the record, or says that there is none.</summary>
    public Task GetAsync(HttpContext context)
    {
        var id = (string?)context.GetRouteValue("id") ?? "";
        if (!AuditId.TryParse(id, out var auditId))
            return ErrorAnswer.WriteAsync(context, ApiError.InvalidRequest("Expected an audit id: aud_ and 32 hexadecimal digits, as in the header x-gateway-audit-id.", "id"));
        return reader.Find(auditId) is { } record
            ? JsonAnswer.WriteAsync(context, JsonAnswer.Bytes(RecordJson.Of(record)))
            : ErrorAnswer.WriteAsync(context, new ApiError(404, $"There is no record {id} in this log.", ErrorTypes.InvalidRequest, "id", "record_not_found"));
    }
}
