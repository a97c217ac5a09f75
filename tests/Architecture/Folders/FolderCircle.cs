namespace Architecture.Folders;

/// <summary>
/// Finds folders that use each other in a circle: folders that use none of the others are peeled off, then those that
/// none of the others use, until nothing changes. What is left is a circle, or several.
/// </summary>
internal static class FolderCircle
{
    /// <summary>The uses between the folders left; empty when the folders have an order.</summary>
    public static IReadOnlyList<FolderUse> In(IReadOnlyList<FolderUse> uses)
    {
        List<FolderUse> left = [.. uses.Where(use => use.From != use.To)];
        int before;
        do
        {
            before = left.Count;
            HashSet<string> users = [.. left.Select(use => use.From)];
            left.RemoveAll(use => !users.Contains(use.To));
            HashSet<string> used = [.. left.Select(use => use.To)];
            left.RemoveAll(use => !used.Contains(use.From));
        }
        while (left.Count < before);

        return left;
    }

    /// <summary>The circle in words: one line a pair of folders, the pair with the fewest uses first, as it is the
    /// cheapest to cut.</summary>
    public static IEnumerable<string> Describe(string project, IReadOnlyList<FolderUse> circle) =>
        circle
            .GroupBy(use => (use.From, use.To))
            .OrderBy(pair => pair.Count())
            .Select(pair =>
                $"{project}: {pair.Key.From} -> {pair.Key.To} ({pair.Count()} uses):{string.Concat(pair.Take(5).Select(use => $"{Environment.NewLine}    {use.Path}({use.Line}): {use.Text}"))}");
}
