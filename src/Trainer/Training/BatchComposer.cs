using System.Collections.Immutable;
using Trainer.Backends;

namespace Trainer.Training;

/// <summary>
/// Makes batches of rows. Packed, it keeps one example over for the next batch; the position is then that before this example.
/// </summary>
/// <param name="rows">Where the examples come from.</param>
/// <param name="shape">How they are put together.</param>
/// <param name="padding">The token that fills rows.</param>
public sealed class BatchComposer(IRowSource rows, BatchShape shape, int padding) : IBatchSource
{
    private TrainingRow? _kept;
    private ImmutableArray<long> _beforeKept;

    /// <inheritdoc/>
    public ImmutableArray<long> Position => _kept is null ? rows.Position : _beforeKept;

    /// <inheritdoc/>
    public void MoveTo(ReadOnlySpan<long> position)
    {
        rows.MoveTo(position);
        _kept = null;
    }

    /// <inheritdoc/>
    public TrainingBatch Next()
    {
        var places = shape.IsPacked ? TakePacked() : TakeOneEach();
        var batch = Empty(places);
        foreach (var (index, place) in places.Index())
        {
            Write(batch, place, index);
        }

        return new TrainingBatch(batch, places.Sum(place => place.Length), [.. places.Select(place => place.Example.Source)]);
    }

    private List<Place> TakeOneEach()
    {
        var places = new List<Place>(shape.Rows);
        for (var row = 0; row < shape.Rows; row++)
        {
            places.Add(new Place(rows.Next(), row, 0, shape.Columns));
        }

        return places;
    }

    /// <summary>Each example goes into the fullest row that has room for it.</summary>
    private List<Place> TakePacked()
    {
        var places = new List<Place>();
        var used = new int[shape.Rows];
        while (true)
        {
            _beforeKept = _kept is null ? rows.Position : _beforeKept;
            var example = _kept ?? rows.Next();
            _kept = example;
            var row = FullestWithRoom(used, Math.Min(example.Tokens.Length, shape.Columns));
            if (row < 0)
            {
                return places;
            }

            var place = new Place(example, row, used[row], shape.Columns);
            places.Add(place);
            used[row] += place.Length;
            _kept = null;
        }
    }

    private int FullestWithRoom(int[] used, int length)
    {
        var best = -1;
        for (var row = 0; row < used.Length; row++)
        {
            if (used[row] + length <= shape.Columns && (best < 0 || used[row] > used[best]))
            {
                best = row;
            }
        }

        return best;
    }

    private TokenBatch Empty(List<Place> places)
    {
        var columns = shape.IsPacked ? shape.Columns : places.Max(place => place.Length);
        var batch = new TokenBatch(shape.Rows, columns) { Documents = shape.IsPacked ? new int[shape.Rows * columns] : null };
        Array.Fill(batch.Tokens, padding);
        return batch;
    }

    /// <summary>The number of a document is that of its place, from 1; padding is document 0.</summary>
    private static void Write(TokenBatch batch, Place place, int index)
    {
        var start = (place.Row * batch.Columns) + place.Column;
        place.Example.Tokens.AsSpan(0, place.Length).CopyTo(batch.Tokens.AsSpan(start));
        place.Example.Labels.AsSpan(0, place.Length).CopyTo(batch.Targets.AsSpan(start));
        batch.Documents?.AsSpan(start, place.Length).Fill(index + 1);
    }

    /// <summary>Where an example goes.</summary>
    private readonly record struct Place(TrainingRow Example, int Row, int Column, int Columns)
    {
        public int Length => Math.Min(Example.Tokens.Length, Columns);
    }
}
