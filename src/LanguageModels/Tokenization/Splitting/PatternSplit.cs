using LanguageModels.Tokenization.Texts;

namespace LanguageModels.Tokenization.Splitting;

/// <summary>Splits at the matches of a pattern.</summary>
/// <param name="pattern">What to look for.</param>
/// <param name="behavior">What becomes of the matches.</param>
/// <param name="invert">The matches are the words and what lies between them the separators.</param>
internal sealed class PatternSplit(TextPattern pattern, SplitBehavior behavior, bool invert = false) : PreTokenizer
{
    internal override void Split(Piece piece, List<Piece> into)
    {
        List<(int Start, int End)> matches = [];
        pattern.Find(piece.Points, matches);
        List<(int Start, int End, bool IsSeparator)> runs = [];
        var from = 0;
        foreach (var (start, end) in matches)
        {
            AddRun(runs, from, start, invert);
            AddRun(runs, start, end, !invert);
            from = end;
        }

        AddRun(runs, from, piece.Length, invert);
        Join(runs);
        into.AddRange(runs.Where(run => behavior != SplitBehavior.Removed || !run.IsSeparator).Select(run => piece.Slice(run.Start, run.End)));
    }

    private static void AddRun(List<(int Start, int End, bool IsSeparator)> runs, int start, int end, bool isSeparator)
    {
        if (start < end)
        {
            runs.Add((start, end, isSeparator));
        }
    }

    private void Join(List<(int Start, int End, bool IsSeparator)> runs)
    {
        if (behavior is SplitBehavior.Contiguous)
        {
            JoinWhere(runs, (before, after) => before == after);
        }
        else if (behavior is SplitBehavior.MergedWithPrevious)
        {
            JoinWhere(runs, (before, after) => after && !before);
        }
        else if (behavior is SplitBehavior.MergedWithNext)
        {
            JoinWhere(runs, (before, after) => before && !after);
        }
    }

    /// <summary>Joins neighbours by what both were at first: a run that took in another still counts by its last member.</summary>
    private static void JoinWhere(List<(int Start, int End, bool IsSeparator)> runs, Func<bool, bool, bool> joins)
    {
        var kept = 0;
        for (var i = 1; i < runs.Count; i++)
        {
            if (joins(runs[kept].IsSeparator, runs[i].IsSeparator))
            {
                runs[kept] = (runs[kept].Start, runs[i].End, runs[i].IsSeparator);
            }
            else
            {
                runs[++kept] = runs[i];
            }
        }

        if (runs.Count > 0)
        {
            runs.RemoveRange(kept + 1, runs.Count - kept - 1);
        }
    }
}
