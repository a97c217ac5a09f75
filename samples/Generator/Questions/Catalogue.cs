using Generator.Documents;
using Generator.World;

namespace Generator.Questions;

/// <summary>Brings the facts of the world and of the articles together with the places that state them.</summary>
internal sealed class Catalogue
{
    private readonly ILookup<string, Mention> _mentions;

    public Catalogue(FactBook world, IReadOnlyList<SourceDocument> documents)
    {
        _mentions = documents.SelectMany(d => Sentences.Mentions(d.Path, d.Blocks)).ToLookup(m => m.FactId);
        Authored = [.. documents.SelectMany(d => d.Article.QuestionLines).Select(ArticleQuestion.Read)];
        Facts = [.. world.All.Where(f => f.Stated).Select(FromWorld), .. Authored.Select(FromArticle)];
        Unclaimed = [.. _mentions.Select(g => g.Key).Except(Facts.Select(f => f.Id))];
    }

    public IReadOnlyList<KnownFact> Facts { get; }

    public IReadOnlyList<ArticleQuestion> Authored { get; }

    /// <summary>Facts marked in a document that no line of questions defines: a slip of the pen.</summary>
    public IReadOnlyList<string> Unclaimed { get; }

    private KnownFact FromWorld(WorldFact f) =>
        new(f.Id, f.Type, f.Entity, f.Alias, f.Relation, f.Value!, f.Old, Places(f.Id, old: false), Places(f.Id, old: true));

    private KnownFact FromArticle(ArticleQuestion q)
    {
        var now = Places(q.Id, old: false);
        var old = Places(q.Id, old: true);
        var value = now.Select(m => m.Value).Distinct().ToList();
        return value.Count == 1
            ? new(q.Id, "", q.Entity, null, q.Relation, value[0], old.FirstOrDefault()?.Value, now, old)
            : throw new InvalidDataException($"fact {q.Id} should have one value, found {value.Count}: {string.Join(", ", value)}");
    }

    private IReadOnlyList<Mention> Places(string id, bool old) => [.. _mentions[id].Where(m => m.Old == old)];
}
