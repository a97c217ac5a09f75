namespace Trainer.Corpus;

/// <summary>How many pairs a corpus has, and how many candidates were turned away.</summary>
/// <param name="Groups">Groups with a note.</param>
/// <param name="UnknownGroups">Groups without one.</param>
/// <param name="Wordings">Wordings of all groups.</param>
/// <param name="Supplied">Groups from the owner's files.</param>
/// <param name="Rules">Groups that rules found.</param>
/// <param name="Teacher">Groups that a teacher wrote.</param>
/// <param name="Refused">Candidates turned away, by reason.</param>
public sealed record PairCounts(
    int Groups, int UnknownGroups, int Wordings, int Supplied, int Rules, int Teacher, IReadOnlyDictionary<string, int> Refused);
