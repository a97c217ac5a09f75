using Experts.Memory;
using Trainer.Corpus.Filtering;

namespace Trainer.Corpus.Pairing;

/// <summary>
/// Pairs from the owner's files, held against the documents as they are now: a document that is gone, dropped by a filter or no longer
/// states the answer is no source, and a note whose last source is lost is no pair.
/// </summary>
internal sealed class SuppliedPairs(string domain, IReadOnlyDictionary<string, KeptDocument> documents, PersonalDataPolicy policy, PairRefusals refusals)
{
    public IEnumerable<NotePair> Of(SuppliedFile file)
    {
        foreach (var (number, line) in file.Lines)
        {
            if (Pair(file, number, line) is { } pair)
            {
                yield return pair;
            }
        }
    }

    private NotePair? Pair(SuppliedFile file, int number, SuppliedLine line)
    {
        if (policy != PersonalDataPolicy.Keep && line.Wordings.Append(line.Note ?? "").Any(text => PersonalData.Find(text).Count > 0))
        {
            return Refuse("a supplied pair holds personal data");
        }

        if (line.Kind == "unknown")
        {
            return new NotePair(line.Group, PairKind.Unknown, PairOrigin.Supplied, line.Wordings, null, []) { Subject = line.Subject, Attribute = line.Attribute };
        }

        NoteSource[] sources = line.Documents is { Count: > 0 } named
            ? [.. named.Select(source => Source(source, line.Answer)).OfType<NoteSource>()]
            : [new NoteSource($"{domain}/{file.Name}", file.Hash, null, $"line {number}")];
        return sources.Length == 0 ? Refuse("no document states a supplied note any more") : new NotePair(
            line.Kind == "nickname" ? line.Group + "/nickname" : line.Group,
            line.Kind == "nickname" ? PairKind.Nickname : PairKind.Fact,
            PairOrigin.Supplied, line.Wordings, line.Note, sources)
        {
            Subject = line.Subject,
            Attribute = line.Attribute,
            Answer = line.Answer,
        };
    }

    private NoteSource? Source(SuppliedSource named, string? answer) =>
        documents.TryGetValue($"{domain}/{named.Path}", out var document) && (answer is null || AnswerText.Holds(document.NormalText, answer))
            ? document.Says(named.Stated ?? "")
            : null;

    private NotePair? Refuse(string reason)
    {
        refusals.Add(reason);
        return null;
    }
}
