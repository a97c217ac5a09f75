using Generator.Composition;
using Generator.Questions;

namespace Generator.Training;

/// <summary>
/// What the owner of the domain teaches an expert: every fact that the documents state, in its newest value, with all wordings of the
/// content folder; for things with a nickname the same once more by the nickname.
/// </summary>
internal sealed class TrainingSet(Catalogue catalogue, PhraseBook wordings, HeldOutWordings heldOut)
{
    public IReadOnlyList<TrainingPair> All() => [.. Facts.SelectMany(fact => fact.Type.Length > 0 ? World(fact) : [Article(fact)])];

    private IEnumerable<KnownFact> Facts => catalogue.Facts.Where(f => f.Places.Count > 0);

    private IEnumerable<TrainingPair> World(KnownFact fact)
    {
        yield return Pair(fact, "fact", fact.Entity, Name(fact), Wordings(fact, fact.Entity));
        if (fact.Alias is not null)
            yield return Pair(fact, "nickname", "the " + fact.Alias, Name(fact), Wordings(fact, "the " + fact.Alias));
    }

    private TrainingPair Article(KnownFact fact)
    {
        var framed = wordings.All("article.frame").Select(f => Filled(f, fact.Entity, fact.Relation));
        return Pair(fact, "fact", fact.Entity, fact.Relation, framed.Concat(wordings.All(fact.Id)));
    }

    private IEnumerable<string> Wordings(KnownFact fact, string subject)
    {
        var key = $"{fact.Type}.{fact.Relation}";
        var nouns = wordings.All("noun." + key);
        return wordings.All("frame").SelectMany(f => nouns.Select(n => Filled(f, subject, n)))
            .Concat(wordings.All("ask." + key).Concat(wordings.All("far." + key)).Select(f => Filled(f, subject, "")));
    }

    private string Name(KnownFact fact) => wordings.All($"name.{fact.Type}.{fact.Relation}")[0];

    private TrainingPair Pair(KnownFact fact, string kind, string subject, string attribute, IEnumerable<string> all) => new(
        fact.Id, kind, Note(fact, attribute), [.. heldOut.Without(all.Distinct(), subject)], subject, attribute, fact.Value,
        [.. fact.Places.DistinctBy(p => p.Document).Select(p => new TrainingSource(p.Document, p.Sentence))]);

    private static string Note(KnownFact fact, string attribute)
    {
        var alias = fact.Alias is null ? "" : $" ({fact.Alias})";
        return $"The {attribute} of {fact.Entity}{alias} is {fact.Value}.";
    }

    private static string Filled(string frame, string subject, string noun) =>
        Naming.Capital(frame.Replace("{E}", subject, StringComparison.Ordinal).Replace("{N}", noun, StringComparison.Ordinal));
}
