namespace Trainer.Corpus.Filtering;

/// <summary>What a filter says about a document.</summary>
internal sealed record Verdict
{
    private static readonly Dictionary<string, int> _nothing = [];

    /// <summary>Why the document is dropped; null when it goes on.</summary>
    public string? Dropped { get; private init; }

    /// <summary>What goes on; null for the text as it was.</summary>
    public string? Text { get; private init; }

    public int LinesDropped { get; private init; }

    public IReadOnlyDictionary<string, int> Redacted { get; private init; } = _nothing;

    public static Verdict Keep { get; } = new();

    public static Verdict Drop(string reason) => new() { Dropped = reason };

    /// <summary>The document goes on without some of its lines.</summary>
    public static Verdict Without(DraftDocument document, Predicate<string> isDropped)
    {
        var kept = document.Text.Split('\n').Where(line => line.Length == 0 || !isDropped(line)).ToList();
        var dropped = document.Text.Split('\n').Length - kept.Count;
        return dropped == 0 ? Keep : new Verdict { Text = string.Join('\n', kept), LinesDropped = dropped };
    }

    public static Verdict Rewritten(string text, IReadOnlyDictionary<string, int> redacted) => new() { Text = text, Redacted = redacted };
}
