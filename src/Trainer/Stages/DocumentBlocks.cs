using System.Collections.Immutable;
using Trainer.Training;

namespace Trainer.Stages;

/// <summary>
/// Documents as one stream of tokens, cut into blocks of one length (the last of an epoch is shorter). Each epoch has the documents in
/// a new order, so the cuts fall elsewhere.
/// </summary>
public sealed class DocumentBlocks : IRowSource
{
    private const ulong Order = 3;

    private readonly ImmutableArray<(string Id, ImmutableArray<int> Tokens)> _documents;
    private readonly int _length;
    private readonly ulong _seed;
    private readonly long _ofEpoch;
    private long _blocks;
    private long _epoch = -1;
    private int[] _stream = [];
    private string[] _owners = [];

    /// <summary>Tokenises the documents.</summary>
    /// <param name="format">How.</param>
    /// <param name="documents">At least one that is not empty.</param>
    /// <param name="length">Tokens of a block, 2 or more.</param>
    /// <param name="seed">Of the stage.</param>
    /// <exception cref="StageException">There is no text.</exception>
    public DocumentBlocks(NoteFormat format, IReadOnlyList<StageDocument> documents, int length, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 2);
        _documents = [.. documents.Where(document => !string.IsNullOrWhiteSpace(document.Text)).Select(document => (document.Id, format.Document(document.Text)))];
        (_length, _seed) = (length, seed);
        var tokens = _documents.Sum(document => (long)document.Tokens.Length);
        if (tokens < 2)
        {
            throw new StageException("There is no text to train on. Ingest documents into the domain first, and see that they may be used for training.");
        }

        // A rest of one token has nothing to predict.
        _ofEpoch = (tokens / length) + (tokens % length > 1 ? 1 : 0);
    }

    /// <inheritdoc/>
    public ImmutableArray<long> Position => [_blocks];

    /// <inheritdoc/>
    public void MoveTo(ReadOnlySpan<long> position) => _blocks = position[0];

    /// <inheritdoc/>
    public TrainingRow Next()
    {
        var epoch = _blocks / _ofEpoch;
        if (epoch != _epoch)
        {
            Arrange(epoch);
        }

        var start = (int)(_blocks % _ofEpoch) * _length;
        _blocks++;
        var block = _stream.AsSpan(start, Math.Min(_length, _stream.Length - start));
        return TrainingRow.Of(_owners[start], [.. block], 1);
    }

    private void Arrange(long epoch)
    {
        var order = _documents.ToArray();
        new SeededNumbers(_seed, Order, epoch).Shuffle(order.AsSpan());
        _epoch = epoch;
        _stream = [.. order.SelectMany(document => document.Tokens)];
        _owners = [.. order.SelectMany(document => Enumerable.Repeat(document.Id, document.Tokens.Length))];
    }
}
