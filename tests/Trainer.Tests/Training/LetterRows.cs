using System.Collections.Immutable;
using Trainer.Training;

namespace Trainer.Tests.Training;

/// <summary>Rows of random length and random tokens, a function of the seed and the row's number.</summary>
internal sealed class LetterRows(ulong seed, int vocabulary, int longest) : IRowSource
{
    private long _row;

    public ImmutableArray<long> Position => [_row];

    public void MoveTo(ReadOnlySpan<long> position) => _row = position[0];

    public TrainingRow Next()
    {
        var numbers = new SeededNumbers(seed, 77, _row);
        var tokens = Enumerable.Range(0, 2 + numbers.Below(longest - 1)).Select(_ => 1 + numbers.Below(vocabulary - 1));
        return TrainingRow.Of($"row-{_row++}", [.. tokens], 1);
    }
}
