using Generator.Composition;
using Generator.Documents;
using Generator.Questions;
using Generator.World;

namespace Generator.Checking;

/// <summary>What must hold of the sample domain whatever its content; each breach is one line saying what and where.</summary>
internal sealed class Invariants(
    FactBook world, Catalogue catalogue, IReadOnlyList<SourceDocument> documents,
    IReadOnlyList<Question> development, IReadOnlyList<Question> test, PhraseBook frames)
{
    public IEnumerable<string> Breaches() =>
        Counts().Concat(Statements()).Concat(Superseded()).Concat(Answers()).Concat(Withheld()).Concat(Wordings()).Concat(Links());

    private IEnumerable<string> Counts()
    {
        var size = documents.Sum(d => d.Text.Length);
        (string What, int Found, int Least)[] counts =
        [
            ("documents", documents.Count, 50), ("characters of documents", size, 250_000),
            ("facts", catalogue.Facts.Count, 300), ("superseded facts", catalogue.Facts.Count(f => f.Old is not null), 20),
            ("development questions", development.Count, 300), ("test questions", test.Count, 300),
            ("outside questions (development)", development.Count(q => q.Stratum == "outside"), 80),
            ("outside questions (test)", test.Count(q => q.Stratum == "outside"), 80),
        ];
        return counts.Where(c => c.Found < c.Least).Select(c => $"{c.What}: expected at least {c.Least}, found {c.Found}");
    }

    private IEnumerable<string> Statements() =>
        catalogue.Unclaimed.Select(id => $"{id}: marked in a document, defined nowhere")
            .Concat(catalogue.Facts.Where(f => f.Places.Count == 0).Select(f => $"{f.Id}: {f.Relation} of {f.Entity} stands in no document"));

    /// <summary>The newer value stands in a document that is younger than every document with the older one.</summary>
    private IEnumerable<string> Superseded()
    {
        var dates = documents.ToDictionary(d => d.Path, d => d.Article.Date);
        foreach (var fact in catalogue.Facts.Where(f => f.Old is not null))
        {
            if (fact.OldPlaces.Count == 0)
                yield return $"{fact.Id}: the older value {fact.Old} of {fact.Entity} stands in no document";
            else if (fact.Places.Count > 0 && string.CompareOrdinal(fact.Documents.Min(d => dates[d]), fact.OldDocuments.Where(d => !fact.Documents.Contains(d)).Max(d => dates[d])) <= 0)
                yield return $"{fact.Id}: the newer value of {fact.Entity} should stand in younger documents only";
        }
    }

    private IEnumerable<string> Answers()
    {
        var texts = documents.ToDictionary(d => d.Path, d => string.Join(' ', d.Blocks.Select(b => Inline.Plain(b.Text))));
        return from q in development.Concat(test)
               where q.Answer is not null
               from pair in q.Documents.Zip(q.Sentences)
               where !Scoring.Holds(pair.Second, q.Answer!) || !Scoring.Holds(texts[pair.First], q.Answer!)
               select $"{q.Id}: {q.Answer} is not in {pair.First}: {pair.Second}";
    }

    /// <summary>No block about an entity holds a value of it that must not be written down; no invented name occurs.</summary>
    private IEnumerable<string> Withheld() =>
        from fact in world.Withheld()
        where fact.Value is not null
        from document in documents
        from block in document.Blocks
        where IsAbout(document, block, fact.Entity) && Scoring.Holds(Inline.Plain(block.Text), fact.Value!)
        select $"{fact.Id}: {fact.Relation} of {fact.Entity} must not be stated; {document.Path} says: {Inline.Plain(block.Text)}";

    private static bool IsAbout(SourceDocument document, Block block, string entity)
    {
        var name = entity.StartsWith("the ", StringComparison.Ordinal) ? entity[4..] : entity;
        return block.Kind is not BlockKind.HeaderRow && Scoring.Holds($"{document.Article.Title} ; {string.Join(" ; ", block.Headings)} ; {block.Text}", name);
    }

    private IEnumerable<string> Wordings()
    {
        var repeated = development.Concat(test).GroupBy(q => Scoring.Normal(q.Q)).Where(g => g.Count() > 1)
            .Select(g => $"{string.Join(", ", g.Select(q => q.Id))}: the same wording: {g.First().Q}");
        var shared = frames.Names.Where(n => n.EndsWith(".development", StringComparison.Ordinal))
            .Select(n => n[..^".development".Length])
            .SelectMany(n => Normals(n + ".development").Intersect(Normals(n + ".test")).Select(f => $"{n}: both splits use the frame: {f}"));
        return repeated.Concat(shared);
    }

    private IEnumerable<string> Normals(string pool) => frames.Has(pool) ? frames.All(pool).Select(Scoring.Normal) : [];

    private IEnumerable<string> Links()
    {
        var paths = documents.Select(d => d.Path).ToHashSet(StringComparer.Ordinal);
        return documents.Where(d => d.Article.Supersedes is not null && !paths.Contains(d.Article.Supersedes))
            .Select(d => $"{d.Path}: supersedes {d.Article.Supersedes}, which does not exist")
            .Concat(documents.SelectMany(d => LinkTargets.Broken(d, paths)));
    }
}
