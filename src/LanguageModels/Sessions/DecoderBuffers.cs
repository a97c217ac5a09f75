namespace LanguageModels.Sessions;

/// <summary>Memory for what a run reads and gives: ids, mask and logits, shared by all runs of one decoder.</summary>
internal sealed class DecoderBuffers(int ids, long mask, long logits) : IDisposable
{
    public NativeBuffer<long> Ids { get; } = new(ids);

    public NativeBuffer<long> Mask { get; } = new(mask);

    public NativeBuffer<float> Logits { get; } = new(logits);

    public void SetIds(ReadOnlySpan<int> tokens)
    {
        var ids = Ids.Slice(0, tokens.Length);
        for (var i = 0; i < tokens.Length; i++)
        {
            ids[i] = tokens[i];
        }
    }

    public void SetMask(int row, int width, int ones)
    {
        var mask = Mask.Slice((long)row * width, width);
        mask[..ones].Fill(1);
        mask[ones..].Clear();
    }

    public void Dispose()
    {
        Ids.Dispose();
        Mask.Dispose();
        Logits.Dispose();
    }
}
