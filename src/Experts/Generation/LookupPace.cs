namespace Experts.Generation;

/// <summary>
/// Whether to guess ahead: after two guesses in a row that failed none for a while, longer each time, because a wrong guess costs a
/// wider run. Pure.
/// </summary>
internal readonly record struct LookupPace
{
    private const int MaxRest = 32;

    private readonly int _failed;
    private readonly int _rest;

    private LookupPace(int failed, int rest) => (_failed, _rest) = (failed, rest);

    /// <summary>Whether no guess is made now.</summary>
    public bool Rests => _rest > 0;

    /// <summary>After a step without a guess.</summary>
    public LookupPace Passed() => new(_failed, Math.Max(0, _rest - 1));

    /// <summary>After a guess of which the first <paramref name="accepted"/> tokens held.</summary>
    public LookupPace Checked(int accepted)
    {
        var failed = accepted > 0 ? 0 : Math.Min(_failed + 1, 10);
        return new(failed, failed < 2 ? 0 : Math.Min(MaxRest, 1 << (failed - 1)));
    }
}
