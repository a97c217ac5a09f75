using System.Diagnostics.CodeAnalysis;
using Gateway.Endpoints;
using Gateway.Errors;
using Protocol.Errors;

namespace Gateway.VectorStores;

/// <summary>Reads the JSON body of a request about vector stores.</summary>
internal static class StoreBody
{
    /// <summary>Tries to read a body.</summary>
    public delegate bool Reader<T>(ReadOnlyMemory<byte> body, [NotNullWhen(true)] out T? request, [NotNullWhen(false)] out ApiError? error);

    /// <summary>The request; null after the client was told what is wrong with it.</summary>
    public static async ValueTask<T?> ReadAsync<T>(HttpContext context, Reader<T> reader) where T : class
    {
        if (!Endpoints.JsonContent.IsDeclared(context.Request))
        {
            await ErrorAnswer.WriteAsync(context, ApiError.UnsupportedMediaType(context.Request.ContentType));
            return null;
        }

        using var body = await RequestBody.ReadAsync(context);
        if (reader(body.Bytes, out var request, out var error))
        {
            return request;
        }

        await ErrorAnswer.WriteAsync(context, error);
        return null;
    }
}
