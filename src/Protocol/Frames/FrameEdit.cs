namespace Protocol.Frames;

/// <summary>One change of a body that is otherwise copied: the bytes of <see cref="Range"/> give way to those of <see cref="Kind"/>.</summary>
internal readonly record struct FrameEdit(FrameEditKind Kind, ByteRange Range)
{
    /// <summary>What is written, but for the model's name, which the caller knows.</summary>
    internal ReadOnlySpan<byte> Text => Kind switch
    {
        FrameEditKind.CutGateway => default,
        FrameEditKind.NewStreamOptions => "\"stream_options\":{\"include_usage\":true},"u8,
        FrameEditKind.StreamOptionsForNull => "{\"include_usage\":true}"u8,
        FrameEditKind.UsageIntoEmptyOptions => "\"include_usage\":true"u8,
        FrameEditKind.UsageIntoOptions => "\"include_usage\":true,"u8,
        FrameEditKind.TrueForUsage => "true"u8,
        _ => throw new InvalidOperationException($"The edit {Kind} has no text of its own."),
    };
}
