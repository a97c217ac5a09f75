using Experts.Memory;

namespace Experts.Notes;

/// <summary>
/// The note of an expert: the generated one where it is among the five nearest remembered notes, else the nearest remembered one
/// (small-experts, part A), with the probability that it is right.
/// </summary>
/// <param name="Note">Null where neither witness knows anything.</param>
/// <param name="Origin">Who says so.</param>
/// <param name="Confidence">Probability that it is right, by the expert's gate; 0 for no note.</param>
/// <param name="IsGiven">Whether that is enough: a note that is not given must not be shown or used.</param>
/// <param name="Evidence">The remembered note with its documents; null where the language model stands alone.</param>
/// <param name="Testimony">What both said, for records and explanations.</param>
public sealed record NoteChoice(string? Note, NoteOrigin Origin, double Confidence, bool IsGiven, RecalledNote? Evidence, NoteTestimony Testimony)
{
    /// <summary>Chooses, and asks the gate.</summary>
    public static NoteChoice Of(NoteTestimony testimony, NoteGate gate)
    {
        var (note, origin, evidence) = Choose(testimony);
        var confidence = note is null ? 0 : gate.Confidence(NoteFeatures.Of(testimony));
        return new NoteChoice(note, origin, confidence, note is not null && confidence >= gate.Threshold, evidence, testimony);
    }

    private static (string? Note, NoteOrigin Origin, RecalledNote? Evidence) Choose(NoteTestimony testimony) => testimony switch
    {
        { Confirmation: { } same } when same == testimony.Recalled[0] => (same.Note, NoteOrigin.Agreed, same),
        { Confirmation: { } same } => (same.Note, NoteOrigin.Confirmed, same),
        { Recalled: [var nearest, ..] } => (nearest.Note, NoteOrigin.Recalled, nearest),
        { Generated: { IsDeclined: false } alone } => (alone.Text, NoteOrigin.Generated, null),
        _ => (null, NoteOrigin.Nobody, null),
    };
}
