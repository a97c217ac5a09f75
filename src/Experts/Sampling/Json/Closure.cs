namespace Experts.Sampling.Json;

/// <summary>Finds all places that are reached without reading a byte. One per step; not thread-safe.</summary>
internal sealed class Closure(Network network)
{
    /// <summary>
    /// Most stacks kept at once. Every place can end, so that leaving some out narrows the answer and never breaks it; only schemas with
    /// many alternatives that begin alike come here.
    /// </summary>
    private const int MaximumFrames = 256;

    private readonly HashSet<Frame> _seen = [];
    private readonly Stack<Frame> _open = new();
    private readonly List<Frame> _frames = [];
    private bool _isComplete;

    /// <summary>Adds a place, unless what must follow nests too deep.</summary>
    public void Add(int node, Frame? parent, int depth)
    {
        if (network[node].Height + depth <= Network.MaximumDepth && _seen.Count < 16 * MaximumFrames)
        {
            Add(new Frame(node, parent, depth));
        }
    }

    /// <summary>All that read a byte, in an order of their own; and whether the text may end here.</summary>
    public (Frame[] Frames, bool IsComplete) Find()
    {
        while (_open.TryPop(out var frame))
        {
            Follow(frame, network[frame.Node]);
        }

        var frames = _frames.ToArray();
        Array.Sort(frames, static (a, b) => a.GetHashCode().CompareTo(b.GetHashCode()));
        return (frames, _isComplete);
    }

    private void Add(Frame frame)
    {
        if (_seen.Add(frame))
        {
            _open.Push(frame);
        }
    }

    private void Follow(Frame frame, Node node)
    {
        if (node.IsEnd)
        {
            Leave(frame.Parent);
        }

        if (node.Bytes.Count > 0 && _frames.Count < MaximumFrames)
        {
            _frames.Add(frame);
        }

        foreach (var to in node.Empty)
        {
            Add(to, frame.Parent, frame.Depth);
        }

        foreach (var call in node.Calls)
        {
            if (network[call.To].Height + frame.Depth <= Network.MaximumDepth)
            {
                Add(call.Rule.Start, new Frame(call.To, frame.Parent, frame.Depth), frame.Depth + (call.Rule.Nests ? 1 : 0));
            }
        }
    }

    private void Leave(Frame? parent)
    {
        if (parent is null)
        {
            _isComplete = true;
        }
        else
        {
            Add(parent);
        }
    }
}
