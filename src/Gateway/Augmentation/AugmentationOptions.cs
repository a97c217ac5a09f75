namespace Gateway.Augmentation;

/// <summary>Settings of retrieval on the way of a request, under <c>Augmentation</c>.</summary>
internal sealed record AugmentationOptions
{
    /// <summary>Milliseconds that retrieval may take; after that the prompt goes without sources. 1 to 60,000, default 1,000.</summary>
    public int DeadlineMilliseconds { get; init; } = 1000;

    /// <summary>Passages that are looked for. 1 to 50, default 20.</summary>
    public int Passages { get; init; } = 20;

    /// <summary>Most tokens that sources may take in the prompt. 100 to 1,000,000, default 2,000.</summary>
    public int SourceTokens { get; init; } = 2000;

    /// <summary>Adds what is wrong with these settings.</summary>
    public void Check(List<string> mistakes)
    {
        Range(nameof(DeadlineMilliseconds), DeadlineMilliseconds, 1, 60_000, mistakes);
        Range(nameof(Passages), Passages, 1, 50, mistakes);
        Range(nameof(SourceTokens), SourceTokens, 100, 1_000_000, mistakes);
    }

    private static void Range(string key, int value, int least, int most, List<string> mistakes)
    {
        if (value < least || value > most)
            mistakes.Add($"Augmentation:{key} is {value}; expected {least} to {most}.");
    }
}
