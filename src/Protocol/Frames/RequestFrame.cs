using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Protocol.Errors;

namespace Protocol.Frames;

/// <summary>
/// What a gateway must know of a request that it passes on as it came: the model, whether it streams, and
/// where these stand, so that the model's name and the request for usage can be put in without rebuilding the rest.
/// Taken in one pass, without a tree. Members that the gateway reads (<c>model</c>, <c>messages</c>
/// or the <c>prompt</c> or <c>input</c> in its place, <c>stream</c>, <c>stream_options</c>, <c>x_gateway</c> and the switches in these two) must not appear twice: the gateway would judge
/// one and an upstream might obey the other. Every other member may be anything.
/// </summary>
/// <param name="Model">The model's name as the client wrote it; never empty, at most <see cref="MaxModelBytes"/> bytes of UTF-8.</param>
/// <param name="Stream">True when the client asked for an event stream.</param>
/// <param name="IncludeUsage">True when the client asked for usage in the stream.</param>
public readonly record struct RequestFrame(string Model, bool Stream, bool IncludeUsage)
{
    /// <summary>Longest model name, bytes. The longest known ones (file names, fine-tuned ids) have about 100.</summary>
    public const int MaxModelBytes = 512;

    internal int BodyLength { get; init; }

    internal ByteRange ModelRange { get; init; }

    internal ByteRange GatewayCut { get; init; }

    internal FrameEdit UsageEdit { get; init; }

    /// <summary>True when the client asked for an <c>x_gateway</c> object in the answer (<c>x_gateway.include</c>).</summary>
    public bool IncludeGateway { get; internal init; }

    /// <summary>Checks the body of a chat request and takes its frame; false with the error for the client. Never throws for what the body holds.</summary>
    public static bool TryScan(ReadOnlySpan<byte> body, RequestLimits limits, out RequestFrame frame, [NotNullWhen(false)] out ApiError? error) =>
        TryScan(body, RequestKind.Chat, limits, out frame, out error);

    /// <summary>The same for a request of any kind.</summary>
    public static bool TryScan(
        ReadOnlySpan<byte> body, RequestKind kind, RequestLimits limits, out RequestFrame frame, [NotNullWhen(false)] out ApiError? error)
    {
        error = RequestFrameReader.Read(body, kind, limits, out frame);
        return error is null;
    }

    /// <summary>
    /// Writes the body with another model name, without <c>x_gateway</c>, which is not for an upstream, and, if wanted
    /// and not there yet, with <c>stream_options.include_usage: true</c>. Every other byte is copied; when nothing
    /// changes, all are.
    /// </summary>
    /// <param name="body">The very body that the frame was taken from.</param>
    /// <param name="model">The name the upstream knows the model by.</param>
    /// <param name="askForUsage">True to have the upstream report usage at the end of its stream.</param>
    /// <param name="output">Where the bytes go.</param>
    /// <exception cref="ArgumentException">The body has another length than the one the frame was taken from.</exception>
    public void Write(ReadOnlySpan<byte> body, string model, bool askForUsage, IBufferWriter<byte> output)
    {
        if (body.Length != BodyLength)
        {
            throw new ArgumentException($"The frame was taken from a body of {BodyLength} bytes; this one has {body.Length}.", nameof(body));
        }

        Span<FrameEdit> edits = stackalloc FrameEdit[3];
        int done = 0;
        foreach (FrameEdit edit in edits[..Collect(edits, model, askForUsage)])
        {
            output.Write(body[done..edit.Range.Start]);
            if (edit.Kind == FrameEditKind.Model)
            {
                JsonText.WriteString(model, output);
            }
            else
            {
                output.Write(edit.Text);
            }

            done = edit.Range.End;
        }

        output.Write(body[done..]);
    }

    /// <summary>The changes that are needed, in the order of their places; they never overlap, for they lie in different members.</summary>
    private int Collect(Span<FrameEdit> edits, string model, bool askForUsage)
    {
        int count = 0;
        if (askForUsage && !IncludeUsage)
        {
            edits[count++] = UsageEdit;
        }

        if (!string.Equals(model, Model, StringComparison.Ordinal))
        {
            edits[count++] = new FrameEdit(FrameEditKind.Model, ModelRange);
        }

        if (!GatewayCut.IsEmpty)
        {
            edits[count++] = new FrameEdit(FrameEditKind.CutGateway, GatewayCut);
        }

        // By the end: an insertion may stand right before a cut, and two insertions never stand in one place.
        edits[..count].Sort(static (one, other) => one.Range.End.CompareTo(other.Range.End));
        return count;
    }
}
