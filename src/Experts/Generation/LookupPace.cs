namespace Experts.Generation;

/// <summary>
/// How many tokens to guess ahead next: more while guesses hold, fewer when they fail, none for a while when they keep failing,
/// because a wrong guess costs a wider run. Pure.
/// </summary>
internal readonly record struct LookupPace
{
    private const int Start = 8;
    private const int Least = 4;
    private const int MaxRest = 32;

    private readonly int _length;
    private readonly int _rest;
    private readonly int _lastRest;

    private LookupPace(int length, int rest, int lastRest) => (_length, _rest, _lastRest) = (length, rest, lastRest);

    /// <summary>Tokens to guess now; 0 while resting.</summary>
    public int Length(int most) => _rest > 0 ? 0 : Math.Min(most, _length == 0 ? Start : _length);

    /// <summary>After a step without a guess.</summary>
    public LookupPace Passed() => new(_length, Math.Max(0, _rest - 1), _lastRest);

    /// <summary>After a guess of which the first <paramref name="accepted"/> of <paramref name="guessed"/> tokens held.</summary>
    public LookupPace Checked(int guessed, int accepted) =>
        accepted == guessed ? new(Math.Min(guessed * 2, 64), 0, 0)
        : accepted > 0 ? new(Math.Max(Least, accepted), 0, 0)
        : new(Least, Math.Min(MaxRest, Math.Max(2, _lastRest * 2)), Math.Min(MaxRest, Math.Max(2, _lastRest * 2)));
}
