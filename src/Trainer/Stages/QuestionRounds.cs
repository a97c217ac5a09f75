using System.Collections.Immutable;
using Trainer.Corpus;
using Trainer.Training;

namespace Trainer.Stages;

/// <summary>
/// Questions in rounds: each round shows every known group once, and unknown ones up to a share, in a new order and each in one
/// wording drawn at random. So every fact is seen equally often, however many wordings it has.
/// </summary>
public sealed class QuestionRounds : IRowSource
{
    private const ulong Order = 1, Wording = 2;

    private readonly NoteFormat _format;
    private readonly QuestionNoise _noise;
    private readonly ulong _seed;
    private readonly ImmutableArray<TokenGroup> _known, _unknown;
    private readonly int _unknownOfRound;
    private long _rows;
    private long _round = -1;
    private TokenGroup[] _order = [];

    /// <summary>Tokenises the groups.</summary>
    /// <param name="format">How.</param>
    /// <param name="pairs">Known and unknown groups; at least one is known.</param>
    /// <param name="unknownShare">Unknown rows for each known one, such as 0.25; fewer where there are not as many unknown groups.</param>
    /// <param name="noise">Changes to the question's tokens.</param>
    /// <param name="seed">Of the stage.</param>
    /// <exception cref="StageException">No group is known.</exception>
    public QuestionRounds(NoteFormat format, IReadOnlyList<NotePair> pairs, double unknownShare, QuestionNoise noise, ulong seed)
    {
        (_format, _noise, _seed) = (format, noise, seed);
        var tokens = pairs.Where(pair => pair.Wordings.Count > 0).Select(pair => TokenGroup.Of(pair, format)).ToLookup(group => group.IsKnown);
        (_known, _unknown) = ([.. tokens[true]], [.. tokens[false]]);
        if (_known.IsEmpty)
        {
            throw new StageException("There is no question with a note to learn. Supply pairs of questions and notes, or documents that state facts plainly.");
        }

        _unknownOfRound = Math.Min(_unknown.Length, (int)Math.Round(unknownShare * _known.Length));
    }

    /// <summary>Rows of a round.</summary>
    public int RoundLength => _known.Length + _unknownOfRound;

    /// <inheritdoc/>
    public ImmutableArray<long> Position => [_rows];

    /// <inheritdoc/>
    public void MoveTo(ReadOnlySpan<long> position) => _rows = position[0];

    /// <inheritdoc/>
    public TrainingRow Next()
    {
        var round = _rows / RoundLength;
        if (round != _round)
        {
            (_round, _order) = (round, OrderOf(round));
        }

        var group = _order[_rows % RoundLength];
        var numbers = new SeededNumbers(_seed, Wording, _rows);
        _rows++;
        return _format.Row(group.Id, _noise.Apply(group.Questions[numbers.Below(group.Questions.Length)], numbers), group.Note);
    }

    private TokenGroup[] OrderOf(long round)
    {
        var numbers = new SeededNumbers(_seed, Order, round);
        TokenGroup[] unknown = [.. _unknown];
        numbers.Shuffle(unknown.AsSpan());
        TokenGroup[] order = [.. _known, .. unknown.AsSpan(0, _unknownOfRound)];
        numbers.Shuffle(order.AsSpan());
        return order;
    }

    private sealed record TokenGroup(string Id, bool IsKnown, ImmutableArray<ImmutableArray<int>> Questions, ImmutableArray<int> Note)
    {
        public static TokenGroup Of(NotePair pair, NoteFormat format) =>
            new(pair.Group, pair.Note is not null, [.. pair.Wordings.Select(format.Question)], format.Note(pair.Note));
    }
}
