namespace Trainer.Corpus;

/// <summary>What became of one document: its line of provenance.</summary>
/// <param name="Id">Its id in the store.</param>
/// <param name="ContentHash">SHA-256 of its bytes when it was read.</param>
/// <param name="Version">As the document states it; null where it states none.</param>
/// <param name="Licence">As the document states it; null where it states none.</param>
/// <param name="Fate">Null when it was kept, else the name of the filter that dropped it.</param>
/// <param name="Reason">What the filter found; null when it was kept.</param>
/// <param name="Passed">Names of the filters that let it through, in their order.</param>
/// <param name="Characters">Characters that are trained on; 0 when it was dropped.</param>
/// <param name="LinesDropped">Lines taken out as boilerplate or junk.</param>
/// <param name="Redacted">Personal data taken out, by kind.</param>
public sealed record DocumentRecord(
    string Id,
    string ContentHash,
    string? Version,
    string? Licence,
    string? Fate,
    string? Reason,
    IReadOnlyList<string> Passed,
    int Characters,
    int LinesDropped,
    IReadOnlyDictionary<string, int> Redacted);
