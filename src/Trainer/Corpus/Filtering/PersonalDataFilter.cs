namespace Trainer.Corpus.Filtering;

/// <summary>Does with personal data what the policy says.</summary>
internal sealed class PersonalDataFilter(PersonalDataPolicy policy) : ICorpusFilter
{
    public string Name => "personal data";

    public Verdict Judge(DraftDocument document)
    {
        var found = PersonalData.Find(document.Text);
        var counts = new SortedDictionary<string, int>(found.CountBy(piece => piece.Kind).ToDictionary(), StringComparer.Ordinal);
        return policy switch
        {
            _ when found.Count == 0 => Verdict.Keep,
            PersonalDataPolicy.Keep => Verdict.Rewritten(document.Text, counts),
            PersonalDataPolicy.Redact => Verdict.Rewritten(PersonalData.Redact(document.Text, found), counts),
            PersonalDataPolicy.Drop => Verdict.Drop("it holds " + string.Join(", ", counts.Select(kind => $"{kind.Value} x {kind.Key}"))),
            _ => throw new InvalidOperationException($"There is no policy {policy}."),
        };
    }
}
