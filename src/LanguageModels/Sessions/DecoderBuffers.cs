namespace LanguageModels.Sessions;

/// <summary>Memory for what a run reads and gives: ids, mask, wanted positions, adapters and logits, shared by all runs of one decoder.</summary>
internal sealed class DecoderBuffers : IDisposable
{
    private readonly List<IDisposable> _taken = [];

    public DecoderBuffers(int ids, long mask, long logits)
    {
        try
        {
            Ids = Take<long>(ids);
            Rows = Take<long>(ids);
            Adapters = Take<long>(ids);
            Mask = Take<long>(mask);
            Logits = Take<float>(logits);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public NativeBuffer<long> Ids { get; }

    public NativeBuffer<long> Rows { get; }

    public NativeBuffer<long> Adapters { get; }

    public NativeBuffer<long> Mask { get; }

    public NativeBuffer<float> Logits { get; }

    public void SetIds(ReadOnlySpan<int> tokens)
    {
        var ids = Ids.Slice(0, tokens.Length);
        for (var i = 0; i < tokens.Length; i++)
        {
            ids[i] = tokens[i];
        }
    }

    /// <summary>Asks for the logits of <paramref name="count"/> positions from <paramref name="first"/> on.</summary>
    public void SetRows(int first, int count)
    {
        var rows = Rows.Slice(0, count);
        for (var i = 0; i < count; i++)
        {
            rows[i] = first + i;
        }
    }

    public void SetMask(int row, int width, int ones)
    {
        var mask = Mask.Slice((long)row * width, width);
        mask[..ones].Fill(1);
        mask[ones..].Clear();
    }

    public void Dispose() => _taken.ForEach(buffer => buffer.Dispose());

    private NativeBuffer<T> Take<T>(long count)
        where T : unmanaged
    {
        var buffer = new NativeBuffer<T>(count);
        _taken.Add(buffer);
        return buffer;
    }
}
