namespace LanguageModels.Sessions;

/// <summary>All native memory of a decoder; what was taken is given back when the rest cannot be had.</summary>
internal sealed class DecoderMemory : IDisposable
{
    private DecoderMemory(KeyValueCache cache) => Cache = cache;

    /// <summary>Keys and values.</summary>
    public KeyValueCache Cache { get; }

    /// <summary>What runs read and give.</summary>
    public DecoderBuffers Buffers { get; private set; } = null!;

    /// <summary>Takes the memory.</summary>
    public static DecoderMemory Take(Func<KeyValueCache> cache, Func<DecoderBuffers> buffers)
    {
        var memory = new DecoderMemory(cache());
        try
        {
            memory.Buffers = buffers();
            return memory;
        }
        catch
        {
            memory.Cache.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Cache.Dispose();
        Buffers.Dispose();
    }
}
