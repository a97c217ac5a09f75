using System.Collections.Immutable;
using Trainer.Corpus;
using Trainer.Training;

namespace Trainer.Stages;

/// <summary>Rounds of reading examples: each pair once a round, in a new order, with passages and values drawn anew.</summary>
internal sealed class ReadingRows : IRowSource
{
    private const ulong Order = 4, Content = 5;

    private readonly NoteFormat _format;
    private readonly ReadingConfig _config;
    private readonly ulong _seed;
    private readonly ImmutableArray<(NotePair Pair, NoteValue Value)> _pairs;
    private readonly ImmutableArray<NoteValue> _values;
    private readonly QuestionNoise _noise;
    private long _rows;
    private long _round = -1;
    private int[] _order = [];

    public ReadingRows(NoteFormat format, IReadOnlyList<NotePair> pairs, ReadingConfig config, ulong seed)
    {
        (_format, _config, _seed) = (format, config, seed);
        _noise = new QuestionNoise(config.Questions.Noise, format.FirstPlainToken, format.Vocabulary);
        _pairs = [.. from pair in pairs where pair.Wordings.Count > 0 let value = NoteValue.In(pair) where value is not null select (pair, value)];
        _values = [.. _pairs.Select(pair => pair.Value)];
        if (_pairs.Length < 2)
        {
            throw new StageException($"Reading needs at least two notes with a value that their questions ask for; there are {_pairs.Length}.");
        }
    }

    public ImmutableArray<long> Position => [_rows];

    public void MoveTo(ReadOnlySpan<long> position) => _rows = position[0];

    public TrainingRow Next()
    {
        var round = _rows / _pairs.Length;
        if (round != _round)
        {
            _round = round;
            _order = [.. Enumerable.Range(0, _pairs.Length)];
            new SeededNumbers(_seed, Order, round).Shuffle(_order.AsSpan());
        }

        var chosen = _order[_rows % _pairs.Length];
        return Example(chosen, new SeededNumbers(_seed, Content, _rows++));
    }

    private TrainingRow Example(int chosen, SeededNumbers numbers)
    {
        var (pair, value) = _pairs[chosen];
        var note = numbers.NextDouble() < _config.ChangedShare ? value.With(value.Changed(numbers, _values)) : pair.Note;
        var isAbsent = numbers.NextDouble() < _config.AbsentShare;
        List<string> passages = [.. Distractors(chosen, numbers)];
        if (!isAbsent)
        {
            passages.Insert(numbers.Below(passages.Count + 1), note!); // pairs with a value have a note
        }

        var question = _noise.Apply(_format.Question(pair.Wordings[numbers.Below(pair.Wordings.Count)]), numbers);
        var prompt = _format.Prompt(question, passages);
        return TrainingRow.Of(pair.Group, [.. prompt, .. _format.Note(isAbsent ? null : note)], prompt.Length);
    }

    /// <summary>Other notes, the first half from the neighbourhood in the list: owners list the facts of one thing together.</summary>
    private IEnumerable<string> Distractors(int chosen, SeededNumbers numbers)
    {
        var taken = new HashSet<string> { _pairs[chosen].Pair.Note! };
        for (var number = 0; number < _config.Distractors; number++)
        {
            var near = (chosen + 1 + numbers.Below(Math.Min(8, _pairs.Length - 1))) % _pairs.Length;
            var (pair, value) = _pairs[number * 2 < _config.Distractors ? near : numbers.Below(_pairs.Length)];
            if (taken.Add(pair.Note!))
            {
                yield return value.With(value.Changed(numbers, _values));
            }
        }
    }
}
