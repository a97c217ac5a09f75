using Retrieval.Lexical;

namespace Retrieval.Extraction;

/// <summary>
/// What the whole names of a question find: where the wording of the attribute differs freely, the name and the kind of
/// value are what is left. A table row that begins with the name holds all that the table says of it.
/// Within one document everything may speak of its subject: there they are 0.
/// </summary>
internal static class NameFeatures
{
    private const int MaxAbove = 6;
    private const int ManyFields = 6;

    private const AnswerKind Values = AnswerKind.Number | AnswerKind.Money | AnswerKind.Date | AnswerKind.Duration | AnswerKind.Time
        | AnswerKind.Code | AnswerKind.Phone | AnswerKind.Unit;

    public static double[] Of(Candidate c, CandidateSet set, AnswerKind wanted, AnswerKind kinds)
    {
        var names = set.Question.Names;
        if (names.Count == 0 || set.DocumentStems.Count < 2)
        {
            return new double[12];
        }

        double count = names.Count;
        var here = names.Count(c.Holds) / count;
        var title = set.TitleStems[c.PassageIndex];
        var titled = here > 0 ? 0 : names.Count(name => name.All(title.Contains)) / count;
        var above = here > 0 || titled > 0 ? 0 : names.Count(name => Above(c, name)) / count;
        var known = Math.Max(here, Math.Max(titled, above));
        return
        [
            here,
            titled,
            above,
            wanted == AnswerKind.None ? 0 : (wanted & kinds) != 0 ? known : -known,
            here * Math.Min(c.Text.Count(letter => letter == ';'), ManyFields) / ManyFields,
            set.SpeaksOfIt(c) && c.Passage.Date == set.NewestOfName ? 1 : 0,
            (kinds & Values) != 0 ? known : 0,
            c.ConceptSet.Any(concept => Concepts.KindOf(concept) != AnswerKind.None) ? known : 0,
            wanted == AnswerKind.None && (kinds & Values) != 0 ? known : 0,
            set.Matches[c] * known,
            Math.Log(0.02 + set.Matches[c]) / 4 * known,
            set.Matches[c],
        ];
    }

    private static bool Above(Candidate c, string[] name)
    {
        var before = c.Previous;
        for (var i = 0; i < MaxAbove && before is not null; i++, before = before.Previous)
        {
            if (before.Holds(name))
            {
                return true;
            }
        }

        return false;
    }
}
