using System.Buffers;
using System.Text;
using LanguageModels.Tokenization.Texts;

namespace LanguageModels.Tokenization.Models;

/// <summary>
/// Unigram language model (Kudo 2018): the segmentation with the highest sum of scores, by Viterbi. A point that no token
/// covers costs <see cref="UnknownPenalty"/> more than the worst token; neighbouring unknown points become one token.
/// </summary>
internal sealed class UnigramModel : TokenModel
{
    private const double UnknownPenalty = 10;

    private readonly PieceTrie _trie;
    private readonly double[] _scores;
    private readonly double _unknownScore;
    private readonly int _unknown;
    private readonly int[]? _idsOfBytes;

    /// <param name="trie">Every token's points and id.</param>
    /// <param name="scores">Log probability by id.</param>
    /// <param name="unknown">Id of the unknown token.</param>
    /// <param name="idsOfBytes">[256] for byte fallback; null for none.</param>
    internal UnigramModel(PieceTrie trie, double[] scores, int unknown, int[]? idsOfBytes)
    {
        _trie = trie;
        _scores = scores;
        _unknownScore = scores.Min() - UnknownPenalty;
        _unknown = unknown;
        _idsOfBytes = idsOfBytes;
    }

    protected override void EncodeWord(ReadOnlySpan<int> word, TokenSink sink)
    {
        var nodes = ArrayPool<Node>.Shared.Rent(word.Length + 1);
        var path = ArrayPool<int>.Shared.Rent(word.Length + 1);
        try
        {
            FindBest(word, nodes);
            Write(word, nodes, path, sink);
        }
        finally
        {
            ArrayPool<Node>.Shared.Return(nodes);
            ArrayPool<int>.Shared.Return(path);
        }
    }

    private void FindBest(ReadOnlySpan<int> word, Node[] nodes)
    {
        nodes.AsSpan(0, word.Length + 1).Fill(new Node(0, -1, 0));
        for (var start = 0; start < word.Length; start++)
        {
            var score = nodes[start].Score;
            var coversOne = false;
            var node = PieceTrie.Root;
            for (var end = start; end < word.Length && (node = _trie.Next(node, word[end])) >= 0; end++)
            {
                if (_trie.IdAt(node) is var id and >= 0)
                {
                    Offer(ref nodes[end + 1], _scores[id] + score, start, id);
                    coversOne |= end == start;
                }
            }

            if (!coversOne)
            {
                Offer(ref nodes[start + 1], _unknownScore + score, start, _unknown);
            }
        }
    }

    private static void Offer(ref Node node, double score, int start, int id)
    {
        if (node.Start < 0 || score > node.Score)
        {
            node = new Node(score, start, id);
        }
    }

    private void Write(ReadOnlySpan<int> word, Node[] nodes, int[] path, TokenSink sink)
    {
        var count = 0;
        for (var end = word.Length; end > 0; end = nodes[end].Start)
        {
            path[count++] = end;
        }

        var start = 0;
        while (count > 0)
        {
            var end = path[--count];
            var id = nodes[end].Id;
            while (id == _unknown && count > 0 && nodes[path[count - 1]].Id == _unknown)
            {
                end = path[--count];
            }

            Add(word, start, end, id, sink);
            start = end;
        }
    }

    private void Add(ReadOnlySpan<int> word, int start, int end, int id, TokenSink sink)
    {
        if (id != _unknown || _idsOfBytes is null || _trie.IdOf(word[start..end]) is not -1)
        {
            sink.Add(id == _unknown && _trie.IdOf(word[start..end]) is var whole and >= 0 ? whole : id, start, end);
            return;
        }

        Span<byte> utf8 = stackalloc byte[4];
        foreach (var point in word[start..end])
        {
            foreach (var value in utf8[..new Rune(point).EncodeToUtf8(utf8)])
            {
                sink.Add(_idsOfBytes[value], start, end);
            }
        }
    }

    private readonly record struct Node(double Score, int Start, int Id);
}
