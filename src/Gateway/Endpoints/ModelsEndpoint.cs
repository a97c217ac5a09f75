using System.Text.Json;
using Gateway.Access;
using Gateway.Errors;
using Protocol.Errors;
using Protocol.Models;

namespace Gateway.Endpoints;

/// <summary><c>GET /v1/models</c> and <c>GET /v1/models/{id}</c>: what the caller can use, and nothing else.</summary>
internal sealed class ModelsEndpoint(ModelAccess access, TimeProvider time)
{
    private readonly long _since = time.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>All of them.</summary>
    public Task ListAsync(HttpContext context) => JsonAnswer.WriteAsync(
        context,
        JsonSerializer.SerializeToUtf8Bytes(new ModelList([.. access.ModelsOf(Caller.Of(context)).Select(Card)]), ModelJson.Default.ModelList));

    /// <summary>One of them; ids may hold slashes.</summary>
    public Task GetAsync(HttpContext context)
    {
        var id = Uri.UnescapeDataString((string?)context.GetRouteValue("id") ?? ""); // clients escape the slash of auto/<domain>
        foreach (var model in access.ModelsOf(Caller.Of(context)))
        {
            if (model.Id == id)
                return JsonAnswer.WriteAsync(context, JsonSerializer.SerializeToUtf8Bytes(Card(model), ModelJson.Default.ModelCard));
        }
        return ErrorAnswer.WriteAsync(context, ApiError.ModelNotFound(id));
    }

    private ModelCard Card((string Id, string Owner) model) => new(model.Id, _since, model.Owner);
}
