namespace Support.Worlds;

/// <summary>A question that no training question has.</summary>
/// <param name="Stratum">S1 known, S2 known to the expert alone, S3 in the index alone, S4 far wording, S7 unknown; U-changed, U-new for the night.</param>
/// <param name="Text">As asked.</param>
/// <param name="ByNickname">Names the thing by its nickname.</param>
/// <param name="Note">The right note; null where there is none.</param>
/// <param name="Answer">What the note must hold; null where there is none.</param>
public sealed record WorldQuestion(string Stratum, string Text, bool ByNickname, string? Note, string? Answer);
