namespace LanguageModels.Tokenization.Texts;

/// <summary>Strings of code points and their ids, as a tree whose edges lie in one hash table.</summary>
internal sealed class PieceTrie
{
    internal const int Root = 0;

    private readonly Dictionary<long, int> _edges = [];
    private readonly List<int> _ids = [-1];

    /// <summary>Adds a string; of two equal ones the later id counts.</summary>
    internal void Add(ReadOnlySpan<int> points, int id)
    {
        var node = Root;
        foreach (var point in points)
        {
            if (!_edges.TryGetValue(Key(node, point), out var next))
            {
                next = _ids.Count;
                _edges.Add(Key(node, point), next);
                _ids.Add(-1);
            }

            node = next;
        }

        _ids[node] = id;
    }

    internal void Add(string text, int id) => Add(CodePoints.Of(text), id);

    /// <summary>The node an edge leads to; -1 for none.</summary>
    internal int Next(int node, int point) => _edges.TryGetValue(Key(node, point), out var next) ? next : -1;

    /// <summary>The id of the string that ends at a node; -1 for none.</summary>
    internal int IdAt(int node) => _ids[node];

    /// <summary>The id of a string; -1 for none.</summary>
    internal int IdOf(ReadOnlySpan<int> points)
    {
        var node = Root;
        foreach (var point in points)
        {
            node = Next(node, point);
            if (node < 0)
            {
                return -1;
            }
        }

        return IdAt(node);
    }

    private static long Key(int node, int point) => ((long)node << 21) | (uint)point;
}
