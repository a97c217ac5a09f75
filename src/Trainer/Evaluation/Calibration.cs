using System.Collections.Immutable;

namespace Trainer.Evaluation;

/// <summary>Whether confidences are what they say: of the notes at 0.8, are 80 in 100 right?</summary>
/// <param name="Auroc">See <see cref="RankStatistics.Auroc"/>; null when all notes are right or all wrong.</param>
/// <param name="Error">Expected calibration error over ten bins of equal width (Guo et al. 2017, equation 3).</param>
/// <param name="Bins">The ten bins, lowest confidence first.</param>
internal sealed record Calibration(double? Auroc, double Error, ImmutableArray<Calibration.Bin> Bins)
{
    private const int Count = 10;

    /// <summary>Notes of about one confidence.</summary>
    /// <param name="Notes">How many.</param>
    /// <param name="Confidence">Their mean; 0 for an empty bin.</param>
    /// <param name="Right">Share that is right; 0 for an empty bin.</param>
    public sealed record Bin(int Notes, double Confidence, double Right);

    /// <summary>Of some notes.</summary>
    public static Calibration Of(IReadOnlyCollection<Graded> notes)
    {
        var byBin = notes.ToLookup(note => Math.Clamp((int)(note.Confidence * Count), 0, Count - 1));
        ImmutableArray<Bin> bins = [.. Enumerable.Range(0, Count).Select(bin => BinOf([.. byBin[bin]]))];
        var error = bins.Sum(bin => bin.Notes * Math.Abs(bin.Confidence - bin.Right)) / Math.Max(1, notes.Count);
        var auroc = RankStatistics.Auroc(notes);
        return new Calibration(double.IsNaN(auroc) ? null : auroc, error, bins);
    }

    private static Bin BinOf(IReadOnlyList<Graded> notes) => notes.Count == 0
        ? new Bin(0, 0, 0)
        : new Bin(notes.Count, notes.Average(note => note.Confidence), notes.Average(note => note.IsRight ? 1.0 : 0));
}
