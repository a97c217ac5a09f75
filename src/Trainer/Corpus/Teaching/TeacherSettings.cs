namespace Trainer.Corpus.Teaching;

/// <summary>How a teacher writes pairs.</summary>
public sealed record TeacherSettings
{
    /// <summary>Its name with its version: part of what replies are remembered by.</summary>
    public required string Model { get; init; }

    /// <summary>Wordings asked for per note, 1 to 50. Default 12.</summary>
    public int Wordings { get; init; } = 12;

    /// <summary>Notes asked for per passage, 1 to 20. Default 6.</summary>
    public int NotesOfPassage { get; init; } = 6;

    /// <summary>Characters of a passage. Default 1,500: about 350 tokens.</summary>
    public int PassageLength { get; init; } = 1500;

    /// <summary>Whether each pair must pass the round trip: the teacher answers right with the note, and not without it. Two more calls a pair. Default true.</summary>
    public bool RoundTrip { get; init; } = true;

    /// <summary>Calls after which it stops; what is remembered costs none. Default 100,000.</summary>
    public int MostCalls { get; init; } = 100_000;
}
