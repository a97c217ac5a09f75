using Generator.World;

namespace Generator.Composition;

/// <summary>A table over many entities: <c>type relation relation ...; name fragment, name fragment</c>.</summary>
internal sealed class Grid(FactBook facts, PhraseBook phrases, bool before)
{
    private const string Unknown = "–";

    public List<string> Lines(string order)
    {
        var parts = order.Split(';', 2);
        var words = parts[0].Trim().Split(' ');
        string[] wanted = parts.Length == 2 ? [.. parts[1].Split(',').Select(f => f.Trim())] : [""];
        var rows = facts.Entities(words[0])
            .Where(e => wanted.Any(w => e.Contains(w, StringComparison.Ordinal)) && !(before && IsNew(e)))
            .Select(e => Row(e, words[1..])).OfType<string>();
        return [Head(words), Rule(words.Length), .. rows];
    }

    private string Head(string[] words) => Join(
        [phrases.All($"head.{words[0]}")[0], .. words[1..].Select(r => phrases.All($"row.{words[0]}.{r}")[0])]);

    private string? Row(string entity, string[] relations)
    {
        var cells = relations.Select(r => facts.Stated(entity, r)).ToList();
        return cells.All(c => c is null) ? null : Join([
            Naming.Capital(entity.StartsWith("the ", StringComparison.Ordinal) ? entity[4..] : entity),
            .. cells.Select(c => c is null ? Unknown : Marks.Of(c, before))]);
    }

    /// <summary>The world numbers what came later than its first day from F0437 on.</summary>
    private bool IsNew(string entity) =>
        string.CompareOrdinal(facts.All.First(f => f.Entity == entity).Id, "F0437") >= 0;

    private static string Rule(int columns) => "|" + string.Concat(Enumerable.Repeat(" --- |", columns));

    private static string Join(IEnumerable<string> cells) => "| " + string.Join(" | ", cells) + " |";
}
