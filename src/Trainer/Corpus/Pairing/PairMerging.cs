using Experts.Memory;

namespace Trainer.Corpus.Pairing;

/// <summary>
/// Makes one set of pairs in which a wording asks for one note only, and none is held out. Notes go before "nothing is known", the owner before
/// rules and rules before a teacher; within one origin the first in ordinal order of groups. Groups that lose all their wordings go.
/// </summary>
internal static class PairMerging
{
    public static IReadOnlyList<NotePair> Merge(IEnumerable<NotePair> pairs, HeldOutQuestions heldOut, PairRefusals refusals)
    {
        var owners = new Dictionary<string, string?>(StringComparer.Ordinal);
        var merged = new Dictionary<string, NotePair>(StringComparer.Ordinal);
        foreach (var pair in pairs.OrderBy(pair => pair.Note is null).ThenBy(pair => pair.Origin).ThenBy(pair => pair.Group, StringComparer.Ordinal))
        {
            var present = merged.GetValueOrDefault(pair.Group);
            if (present is not null && present.Note != pair.Note)
            {
                refusals.Add("another note for a group that has one");
                continue;
            }

            var wordings = pair.Wordings.Where(wording => Claim(QuestionText.Normalise(wording), pair, owners, heldOut, refusals)).ToList();
            if (wordings.Count + (present?.Wordings.Count ?? 0) > 0)
            {
                merged[pair.Group] = present is null ? pair with { Wordings = wordings } : Join(present, pair, wordings);
            }
        }

        return [.. merged.Values.OrderBy(pair => pair.Group, StringComparer.Ordinal)];
    }

    private static bool Claim(string wording, NotePair pair, Dictionary<string, string?> owners, HeldOutQuestions heldOut, PairRefusals refusals)
    {
        if (heldOut.Has(wording))
        {
            refusals.Add("a wording that is held out for an evaluation");
            return false;
        }

        if (owners.TryGetValue(wording, out var note))
        {
            if (note != pair.Note)
            {
                refusals.Add("a wording that already asks for another note");
            }

            return false;
        }

        owners.Add(wording, pair.Note);
        return true;
    }

    private static NotePair Join(NotePair present, NotePair pair, List<string> wordings) => present with
    {
        Wordings = [.. present.Wordings, .. wordings],
        Sources = [.. present.Sources.Concat(pair.Sources).Distinct()],
    };
}
