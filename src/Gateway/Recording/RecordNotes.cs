namespace Gateway.Recording;

/// <summary>What an endpoint wants the record of its request to say beyond path and status: which file came, what was removed.</summary>
internal sealed class RecordNotes
{
    private const int MostNotes = 32;
    private const int LongestNote = 500;

    private readonly List<string> _notes = [];

    /// <summary>Adds a note to the record that <see cref="RecordMiddleware"/> keeps of this request.</summary>
    public static void Add(HttpContext context, string note)
    {
        if (context.Features.Get<RecordNotes>() is { } notes && notes._notes.Count < MostNotes)
        {
            notes._notes.Add(note.Length <= LongestNote ? note : note[..LongestNote] + "…");
        }
    }

    /// <summary>The notes; null when there is none.</summary>
    public IReadOnlyList<string>? ToList() => _notes.Count == 0 ? null : [.. _notes];
}
