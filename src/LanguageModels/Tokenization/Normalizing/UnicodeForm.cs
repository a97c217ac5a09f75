using System.Globalization;
using System.Text;
using LanguageModels.Tokenization.Texts;

namespace LanguageModels.Tokenization.Normalizing;

/// <summary>
/// NFC, NFD, NFKC or NFKD (UAX 15). .NET normalises strings without saying what became of which character, so the text is
/// taken in short runs that cannot influence each other, and within a run the outcome is matched with the decomposition of
/// each old point.
/// </summary>
internal sealed class UnicodeForm(NormalizationForm form) : Normalizer
{
    /// <summary>.NET does not normalise text with this one; it never changes and nothing combines with it.</summary>
    private const int Refused = 0xFFFE;

    private readonly NormalizationForm _decomposed =
        form is NormalizationForm.FormC or NormalizationForm.FormD ? NormalizationForm.FormD : NormalizationForm.FormKD;

    internal override Piece Normalize(Piece piece)
    {
        if (IsNormalized(piece.Points))
        {
            return piece;
        }

        var rewrite = new TextRewrite(piece.Length);
        var points = piece.Points;
        for (var start = 0; start < points.Length;)
        {
            var end = start + 1;
            while (end < points.Length && points[start] != Refused && MayJoin(points[end]))
            {
                end++;
            }

            NormalizeRun(points[start..end], rewrite);
            start = end;
        }

        return rewrite.Apply(piece);
    }

    private bool IsNormalized(ReadOnlySpan<int> points) =>
        points.IndexOfAnyExceptInRange(0, 0x7F) < 0 || (!points.Contains(Refused) && CodePoints.ToText(points).IsNormalized(form));

    /// <summary>Whether a point can combine with or be reordered before what precedes it; all others begin a new run.</summary>
    private static bool MayJoin(int point) =>
        point >= 0x300
        && (point is (>= 0x1160 and <= 0x11FF) or (>= 0x16D63 and <= 0x16D6A)
            || CharUnicodeInfo.GetUnicodeCategory(point) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
            || point is >= 0xFF9E and <= 0xFF9F);

    private void NormalizeRun(ReadOnlySpan<int> run, TextRewrite rewrite)
    {
        if (run is [< 0x80 or Refused])
        {
            rewrite.Add(run[0], 0);
            return;
        }

        var parts = Decompose(run);
        foreach (var point in CodePoints.Of(CodePoints.ToText(run).Normalize(form)))
        {
            rewrite.Add(point, TakeParts(point, parts));
        }
    }

    /// <summary>Each old point's parts: the first takes its place, the others are inserted.</summary>
    private List<(int Point, int Change)> Decompose(ReadOnlySpan<int> run)
    {
        var parts = new List<(int, int)>(run.Length * 2);
        foreach (var old in run)
        {
            var change = 0;
            foreach (var part in CodePoints.Of(char.ConvertFromUtf32(old).Normalize(_decomposed)))
            {
                parts.Add((part, change));
                change = 1;
            }
        }

        return parts;
    }

    /// <summary>A composed point does what its parts would have done, less one for each that it took in.</summary>
    private int TakeParts(int point, List<(int Point, int Change)> parts)
    {
        if (parts.FindIndex(part => part.Point == point) is var whole and >= 0)
        {
            var change = parts[whole].Change;
            parts.RemoveAt(whole);
            return change;
        }

        var total = 1;
        foreach (var wanted in CodePoints.Of(char.ConvertFromUtf32(point).Normalize(_decomposed)))
        {
            if (parts.FindIndex(part => part.Point == wanted) is var index and >= 0)
            {
                total += parts[index].Change - 1;
                parts.RemoveAt(index);
            }
        }

        return total;
    }
}
