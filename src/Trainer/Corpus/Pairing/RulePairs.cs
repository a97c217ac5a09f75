using Experts.Memory;

namespace Trainer.Corpus.Pairing;

/// <summary>Pairs from the statements of documents. Where documents differ, the youngest one is believed, and where the youngest differ, none.</summary>
internal sealed class RulePairs(PairRefusals refusals)
{
    public IEnumerable<NotePair> Of(IEnumerable<KeptDocument> documents) =>
        documents.SelectMany(document => StatementReader.Read(document.Document.Title, document.Text).Select(statement => (Document: document, Statement: statement)))
            .GroupBy(said => Key(said.Statement), StringComparer.Ordinal)
            .Select(Pair).OfType<NotePair>();

    private static string Key(Statement statement) => $"rule/{AnswerText.Normal(statement.Subject)}/{AnswerText.Normal(statement.Attribute ?? "meaning")}";

    private NotePair? Pair(IGrouping<string, (KeptDocument Document, Statement Statement)> group)
    {
        var youngest = group.Max(said => said.Document.Document.Date);
        var values = group.Where(said => said.Document.Document.Date == youngest).Select(said => AnswerText.Normal(said.Statement.Value)).Distinct().ToList();
        if (values.Count > 1)
        {
            refusals.Add("a rule found several values in equally young documents");
            return null;
        }

        var right = group.Where(said => AnswerText.Normal(said.Statement.Value) == values[0])
            .OrderBy(said => said.Document.Document.Id, StringComparer.Ordinal).ToList();
        var statement = right[0].Statement;
        NoteSource[] sources = [.. right.Select(said => said.Document.Says(said.Statement.Stated)).DistinctBy(source => source.DocumentId)];
        return new NotePair(group.Key, PairKind.Fact, PairOrigin.Rule, RuleWordings.Of(statement), statement.Note, sources)
        {
            Subject = statement.Subject,
            Attribute = statement.Attribute,
            Answer = statement.Value,
        };
    }
}
