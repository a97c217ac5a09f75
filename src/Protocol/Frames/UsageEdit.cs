using System.Buffers;

namespace Protocol.Frames;

/// <summary>The smallest change that makes a request ask for usage: the bytes of <see cref="Range"/> give way to <see cref="Kind"/>'s text.</summary>
internal readonly record struct UsageEdit(UsageEditKind Kind, ByteRange Range)
{
    private ReadOnlySpan<byte> Text => Kind switch
    {
        UsageEditKind.NewOptions => "\"stream_options\":{\"include_usage\":true},"u8,
        UsageEditKind.InsteadOfNull => "{\"include_usage\":true}"u8,
        UsageEditKind.IntoEmptyOptions => "\"include_usage\":true"u8,
        UsageEditKind.IntoOptions => "\"include_usage\":true,"u8,
        UsageEditKind.InsteadOfValue => "true"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(Kind), Kind, null),
    };

    /// <summary>Copies the body from <paramref name="from"/> up to the change, writes the change, says where to go on.</summary>
    internal int Write(ReadOnlySpan<byte> body, int from, IBufferWriter<byte> output)
    {
        output.Write(body[from..Range.Start]);
        output.Write(Text);
        return Range.End;
    }
}

/// <summary>What the body has in the place of <c>stream_options.include_usage</c>.</summary>
internal enum UsageEditKind
{
    /// <summary>No <c>stream_options</c>: a new first member of the body.</summary>
    NewOptions,

    /// <summary><c>stream_options: null</c>.</summary>
    InsteadOfNull,

    /// <summary><c>stream_options: {}</c>.</summary>
    IntoEmptyOptions,

    /// <summary>Options without <c>include_usage</c>: a new first member of theirs.</summary>
    IntoOptions,

    /// <summary><c>include_usage</c> is false or null.</summary>
    InsteadOfValue,
}
