namespace Experts.Generation;

/// <summary>
/// Which beginnings of prompts are kept: a radix tree over token ids with edges of one block each, a root for each adapter because
/// keys and values depend on it. Blocks have numbers 0 to capacity - 1; a full tree gives up the leaf used longest ago. Pure
/// bookkeeping, the contents lie elsewhere. Not thread-safe; what is found is copied before the next call, so nothing is pinned.
/// </summary>
internal sealed class PrefixTree(int capacity, int blockLength)
{
    private readonly Dictionary<int, Node> _roots = [];
    private readonly LinkedList<Node> _byUse = new();
    private readonly Stack<int> _free = new(Enumerable.Range(0, capacity).Reverse());

    public int Kept => _byUse.Count;

    /// <summary>Adds the blocks of the longest kept beginning of <paramref name="tokens"/> to <paramref name="blocks"/>, and notes their use.</summary>
    public void Find(int adapter, ReadOnlySpan<int> tokens, List<int> blocks)
    {
        if (!_roots.TryGetValue(adapter, out var node))
        {
            return;
        }

        for (; tokens.Length >= blockLength && node.Child(tokens[..blockLength]) is { } child; tokens = tokens[blockLength..])
        {
            blocks.Add(child.Block);
            node = child;
        }

        Touch(node);
    }

    /// <summary>
    /// Keeps the whole blocks of <paramref name="tokens"/> as far as there is room. <paramref name="fill"/> gets position and number of
    /// each new one and writes its content; one that it fails to write is not kept, nor what comes after it.
    /// </summary>
    public void Keep(int adapter, ReadOnlySpan<int> tokens, Action<int, int> fill)
    {
        var node = _roots.TryGetValue(adapter, out var root) ? root : _roots[adapter] = new Node(null, [], -1);
        var path = node;
        for (var position = 0; position + blockLength <= tokens.Length; position += blockLength)
        {
            var piece = tokens.Slice(position, blockLength);
            if (path.Child(piece) is not { } child)
            {
                Touch(path);
                if (Room(path) is not { } block)
                {
                    return;
                }

                Fill(fill, position, block);
                child = path.Add(piece.ToArray(), block);
                _byUse.AddFirst(child.Use);
            }

            path = child;
        }

        Touch(path);
    }

    /// <summary>Gives up all that was kept for an adapter; the number may mean another one later.</summary>
    public void Forget(int adapter)
    {
        if (!_roots.Remove(adapter, out var root))
        {
            return;
        }

        foreach (var node in root.Below())
        {
            _byUse.Remove(node.Use);
            _free.Push(node.Block);
        }
    }

    /// <summary>Before the block can be found: what is found is what was computed.</summary>
    private void Fill(Action<int, int> fill, int position, int block)
    {
        try
        {
            fill(position, block);
        }
        catch
        {
            _free.Push(block);
            throw;
        }
    }

    private int? Room(Node path)
    {
        if (_free.TryPop(out var block))
        {
            return block;
        }

        // Never the path itself: its nodes were used just now and come first in the list.
        for (var item = _byUse.Last; item is not null; item = item.Previous)
        {
            if (item.Value.IsLeaf && item.Value != path)
            {
                _byUse.Remove(item);
                return item.Value.Detach();
            }
        }

        return null;
    }

    private void Touch(Node node)
    {
        for (var at = node; at.Parent is not null; at = at.Parent)
        {
            _byUse.Remove(at.Use);
            _byUse.AddFirst(at.Use);
        }
    }

    private sealed class Node
    {
        private readonly Dictionary<int[], Node> _children = new(TokenRunComparer.Instance);
        private readonly int[] _tokens;

        public Node(Node? parent, int[] tokens, int block)
        {
            (Parent, _tokens, Block) = (parent, tokens, block);
            Use = new LinkedListNode<Node>(this);
        }

        public Node? Parent { get; }

        public int Block { get; }

        public LinkedListNode<Node> Use { get; }

        public bool IsLeaf => _children.Count == 0;

        public Node? Child(ReadOnlySpan<int> tokens) =>
            _children.GetAlternateLookup<ReadOnlySpan<int>>().TryGetValue(tokens, out var child) ? child : null;

        public IEnumerable<Node> Below() => _children.Values.SelectMany(child => child.Below().Prepend(child));

        public Node Add(int[] tokens, int block) => _children[tokens] = new Node(this, tokens, block);

        public int Detach()
        {
            Parent!._children.Remove(_tokens);
            return Block;
        }
    }
}
