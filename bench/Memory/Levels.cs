using System.Globalization;
using Experts.Memory;
using Support.Worlds;

namespace Memory;

/// <summary>Right notes on held-out wordings.</summary>
internal static class Levels
{
    public static List<MemoryNote> NotesOf(InventedWorld world) =>
    [
        .. world.Groups().Where(group => group.Note is not null).Select(group => new MemoryNote(
            group.Fact + (group.ByNickname ? "/nickname" : ""), group.Note!, group.Wordings, [new NoteSource("world/" + group.Fact, new string('0', 64), null, group.Note!)])),
    ];

    public static Row Of(string key, IReadOnlyList<WorldQuestion> questions, Func<WorldQuestion, int, IReadOnlyList<RecalledNote>> recall)
    {
        var right = questions.Index().Select(question => (question.Item, Right: recall(question.Item, question.Index) is [var best, ..] && best.Note == question.Item.Note)).ToList();
        double Share(Func<WorldQuestion, bool> of) => 100.0 * right.Where(one => of(one.Item)).Average(one => one.Right ? 1 : 0);
        return new Row(
            key, Share(q => q.Stratum == "S1"), Share(q => q.Stratum == "S2"), Share(q => q.Stratum == "S4"),
            Share(q => q.Stratum == "S4" && q.ByNickname), Share(q => q.Stratum == "S4" && !q.ByNickname));
    }

    internal sealed record Row(string Key, double S1, double S2, double S4, double Nickname, double Plain)
    {
        public override string ToString() =>
            string.Create(CultureInfo.InvariantCulture, $"| {Key} | {S1:0} | {S2:0} | {S4:0} ({Nickname:0} / {Plain:0}) |");
    }
}
