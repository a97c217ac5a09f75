using System.Text.Json.Nodes;
using Audit.Log;
using Microsoft.Data.Sqlite;
using Retrieval.Stores;
using State.Keys;

namespace Gateway.Endpoints;

/// <summary><c>/health/live</c>: the process runs. <c>/health/ready</c>: it can check keys, record and read documents. Open to everyone, says nothing secret.</summary>
internal sealed class HealthEndpoint(KeyRing keys, AuditLog log, DocumentStore documents)
{
    /// <summary>Always 200.</summary>
    public static Task LiveAsync(HttpContext context) => JsonAnswer.WriteAsync(context, JsonAnswer.Bytes(new JsonObject { ["status"] = "live" }));

    /// <summary>200 when every part can do its work, else 503; both name the parts.</summary>
    public Task ReadyAsync(HttpContext context)
    {
        var parts = new (string Name, bool Ready)[]
        {
            ("keys", keys.IsAvailable),
            ("audit", log.Status.Failure is null),
            ("documents", CanRead()),
        };
        var ready = parts.All(part => part.Ready);
        var answer = new JsonObject { ["status"] = ready ? "ready" : "not ready" };
        foreach (var (name, isReady) in parts)
            answer[name] = isReady ? "ready" : "unavailable";
        return JsonAnswer.WriteAsync(context, JsonAnswer.Bytes(answer), ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private bool CanRead()
    {
        try
        {
            return documents.IndexVersion.Length > 0;
        }
        catch (SqliteException)
        {
            return false;
        }
    }
}
