using Retrieval.Lexical;

namespace Retrieval.Extraction;

/// <summary>What word vectors find of a question in a sentence and around it, where the wording shares nothing.</summary>
internal static class MeaningFeatures
{
    private static readonly HashSet<string> None = [];

    public static double[] Of(Candidate c, CandidateSet set, AnswerKind wanted, AnswerKind kinds)
    {
        var kind = wanted == AnswerKind.None ? 0.5 : (wanted & kinds) != 0 ? 1 : 0.0;
        double here = 0, around = 0;
        foreach (var term in set.Question.Terms)
        {
            var weight = set.Weight(term) / set.TotalWeight;
            var near = set.Nearest(term.Stem, c.StemSet);
            here += weight * near;
            around += weight * Math.Max(near, Math.Max(set.Nearest(term.Stem, set.TitleStems[c.PassageIndex]), set.Nearest(term.Stem, c.Previous?.StemSet ?? None)));
        }

        var meaning = Meaning.Cosine(set.Question.Meant, c.Meant);
        var passage = Meaning.Cosine(set.Question.Meant, set.PassageMeanings[c.PassageIndex]);
        var expected = AnswerExpectation.Of(set.Question.Form, kinds);
        // Without a name and without shared words meaning is all there is: there it has weights of its own.
        var far = set.Question.Names.Count == 0 ? 1 - set.BestExact : 0;
        var behind = set.DocumentStems.Count < 2 ? 0 : Math.Max(-1, (c.Passage.Score - set.BestPassageScore) / 4);
        return
        [
            here, around, here * kind, around * kind, meaning, meaning * kind, passage, kind,
            expected, expected * far, around * far, meaning * far, passage * far, (1 + expected) / 2 * around * far, (1 + expected) / 2 * meaning * far,
            behind, behind * far,
        ];
    }
}
