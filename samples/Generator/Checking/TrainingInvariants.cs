using Generator.Questions;
using Generator.Training;

namespace Generator.Checking;

/// <summary>What must hold of the training file.</summary>
internal sealed class TrainingInvariants(Catalogue catalogue, IReadOnlyList<TrainingPair> training, HeldOutWordings heldOut)
{
    private const int FewestWordings = 10;

    public IEnumerable<string> Breaches() => Held().Concat(Notes()).Concat(Counts()).Concat(Shared());

    private IEnumerable<string> Held() =>
        from pair in training
        from wording in pair.Wordings
        where heldOut.Has(wording)
        select $"{pair.Group}: a question of development or test is taught: {wording}";

    private IEnumerable<string> Notes() =>
        training.Where(p => !Scoring.Holds(p.Note!, p.Answer!)).Select(p => $"{p.Group}: the note does not hold {p.Answer}: {p.Note}")
            .Concat(catalogue.Facts.Where(f => f.Old is not null).SelectMany(f => training.Where(p => p.Group == f.Id && !Scoring.Holds(f.Value, f.Old!) && Scoring.Holds(p.Note!, f.Old!)))
                .Select(p => $"{p.Group}: the note holds the older value: {p.Note}"));

    private IEnumerable<string> Counts() =>
        training.Where(p => p.Wordings.Count < FewestWordings).Select(p => $"{p.Group}: expected at least {FewestWordings} wordings, found {p.Wordings.Count}");

    /// <summary>A wording that asks for two notes teaches neither.</summary>
    private IEnumerable<string> Shared() =>
        training.SelectMany(p => p.Wordings.Select(w => (Wording: Scoring.Normal(w), p.Note)))
            .GroupBy(w => w.Wording).Where(g => g.Select(w => w.Note).Distinct().Count() > 1)
            .Select(g => $"a wording asks for {g.Select(w => w.Note).Distinct().Count()} notes: {g.Key}");
}
