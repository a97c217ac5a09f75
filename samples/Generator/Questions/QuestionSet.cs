using Generator.Composition;
using Generator.World;

namespace Generator.Questions;

/// <summary>
/// The questions of one split (<c>development</c> or <c>test</c>): each takes its wordings from pools of its own, so
/// that what is tuned on one is not tuned on the wordings of the other.
/// </summary>
internal sealed class QuestionSet(string split, FactBook world, Catalogue catalogue, PhraseBook frames)
{
    private const int Documents = 130, Paraphrases = 80, NearMisses = 60;
    private readonly Chance _chance = new("questions/" + split);

    private string Prefix => split == "development" ? "dev" : split;

    public IReadOnlyList<Question> All() =>
        [.. Answerable().Concat(Unanswerable()).Concat(Outside())
            .GroupBy(q => q.Stratum).SelectMany(g => g.Select((q, i) => q with { Id = $"{Prefix}-{g.Key}-{i + 1:000}" }))];

    private IEnumerable<Question> Answerable()
    {
        var facts = _chance.Shuffled(catalogue.Facts.Where(f => f.Type.Length > 0 && f.Old is null && f.Places.Count > 0));
        return facts.Take(Documents).Select(f => Question.About(f, "document", "direct", Direct(f)))
            .Concat(Authored().Where(q => q.Stratum == "document"))
            .Concat(facts.Skip(Documents).Take(Paraphrases).Select(Far))
            .Concat(Authored().Where(q => q.Stratum == "paraphrase"))
            .Concat(Superseded());
    }

    private IEnumerable<Question> Superseded() =>
        catalogue.Facts.Where(f => f.Type.Length > 0 && f.Old is not null && f.Places.Count > 0)
            .Select(f => Question.About(f, "superseded", "direct", Direct(f)))
            .Concat(Authored().Where(q => q.Stratum == "superseded"));

    private IEnumerable<Question> Authored() =>
        from line in catalogue.Authored
        let fact = catalogue.Facts.Single(f => f.Id == line.Id)
        let far = line.For(split).StartsWith('~')
        let stratum = fact.Old is not null ? "superseded" : far ? "paraphrase" : "document"
        select Question.About(fact, stratum, far ? "far" : "direct", line.For(split).TrimStart('~'));

    private IEnumerable<Question> Unanswerable()
    {
        var withheld = _chance.Shuffled(world.Withheld()).Take(NearMisses);
        return withheld.Select(f => Question.Unanswered("unanswerable", f.Value is null ? "absent" : "withheld",
                Fill(Frame("ask", f.Type, f.Relation), f.Entity), f.Id))
            .Concat(frames.All($"no-such.{split}").Select(NoSuch))
            .Concat(frames.All($"near-miss.{split}").Select(q => Question.Unanswered("unanswerable", "not stated", q)));
    }

    /// <summary>A line <c>type relation entity</c> about an entity that does not exist.</summary>
    private Question NoSuch(string line)
    {
        var parts = line.Split(' ', 3);
        return Question.Unanswered("unanswerable", "no such entity", Fill(Frame("ask", parts[0], parts[1]), parts[2]));
    }

    private IEnumerable<Question> Outside() =>
        frames.All($"outside.{split}").Select(q => Question.Unanswered("outside", "general", q));

    private string Direct(KnownFact fact) => Fill(Frame("ask", fact.Type, fact.Relation), fact.Entity);

    private Question Far(KnownFact fact)
    {
        var nickname = fact.Alias is not null && _chance.Below(2) == 0;
        var subject = nickname ? "the " + fact.Alias : fact.Entity;
        return Question.About(fact, "paraphrase", nickname ? "nickname" : "far", Fill(Frame("far", fact.Type, fact.Relation), subject));
    }

    private string Frame(string kind, string type, string relation) => frames.Draw($"{kind}.{type}.{relation}.{split}");

    private static string Fill(string frame, string entity)
    {
        var text = frame.Replace("{E}", entity, StringComparison.Ordinal);
        return Naming.Capital(text);
    }
}
