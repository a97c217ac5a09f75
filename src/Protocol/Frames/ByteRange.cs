namespace Protocol.Frames;

/// <summary>Where a JSON value stands in the bytes it was found in, with its quotation marks.</summary>
/// <param name="Start">Offset of the first byte.</param>
/// <param name="End">Offset after the last byte; equal to <paramref name="Start"/> when there is no such value.</param>
public readonly record struct ByteRange(int Start, int End)
{
    /// <summary>True when the value was not there.</summary>
    public bool IsEmpty => Start == End;

    internal ReadOnlySpan<byte> Of(ReadOnlySpan<byte> bytes) => bytes[Start..End];
}
