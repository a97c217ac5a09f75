using System.Buffers;
using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Endpoints;

/// <summary>A request's body in a pooled buffer. Dispose it when nobody reads it any more.</summary>
internal sealed class RequestBody : IDisposable
{
    private byte[] _buffer;
    private int _length;

    private RequestBody(int size) => _buffer = ArrayPool<byte>.Shared.Rent(size);

    /// <summary>The bytes as they came.</summary>
    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

    /// <summary>Reads to the end. Kestrel stops a body beyond the configured limit with a 413.</summary>
    public static async ValueTask<RequestBody> ReadAsync(HttpContext context)
    {
        var declared = context.Request.ContentLength ?? 4096;
        var limit = context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize ?? int.MaxValue;
        var body = new RequestBody((int)Math.Clamp(declared + 1, 256, Math.Min(limit + 1, 1024 * 1024)));
        try
        {
            await body.FillAsync(context.Request.Body, context.RequestAborted);
            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    private async ValueTask FillAsync(Stream source, CancellationToken cancellationToken)
    {
        while (await source.ReadAsync(_buffer.AsMemory(_length), cancellationToken) is var read and > 0)
        {
            _length += read;
            if (_length == _buffer.Length)
                Grow();
        }
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        (_buffer, _length) = ([], 0);
    }
}
