using System.Text.RegularExpressions;
using Experts.Memory;

namespace Trainer.Corpus.Pairing;

/// <summary>
/// Questions that nothing is known of, made of those that something is known of: about things that do not exist (names with another
/// ending), and about attributes that other things of the kind have and this one has not. Without them an expert answers everything.
/// </summary>
/// <param name="known">Pairs with notes; those that name their subject are used.</param>
/// <param name="seed">Of the choice.</param>
internal sealed partial class UnknownPairs(IReadOnlyList<NotePair> known, ulong seed)
{
    private readonly CorpusChance _chance = new(seed, "unknown pairs");
    private readonly List<NotePair> _usable = [.. known.Where(pair => pair is { Kind: PairKind.Fact, Subject: not null } && pair.Wordings.Any(wording => Names(wording, pair.Subject)))];
    private readonly string _allText = AnswerText.Normal(string.Join('\n', known.Select(pair => pair.Subject + "\n" + pair.Note)));

    /// <summary>So many groups, foreign things and missing attributes in turn; fewer where there are not as many.</summary>
    public IEnumerable<NotePair> Make(int count)
    {
        var foreign = new Queue<NotePair>(_chance.Shuffle(_usable).Select(Foreign).OfType<NotePair>());
        var missing = new Queue<NotePair>(_chance.Shuffle(Missing().ToList()));
        for (var i = 0; i < count && foreign.Count + missing.Count > 0; i++)
        {
            var next = (i % 2 == 0 && foreign.Count > 0) || missing.Count == 0 ? foreign : missing;
            yield return next.Dequeue();
        }
    }

    /// <summary>The questions of a pair about a name that is made of two known names; null when no such name is free.</summary>
    private NotePair? Foreign(NotePair pair)
    {
        for (var attempt = 0; attempt < 10 && _usable.Count > 1; attempt++)
        {
            var other = _usable[_chance.Below(_usable.Count)].Subject!;
            if (Cross(pair.Subject!, other) is { } name && !AnswerText.Holds(_allText, name))
            {
                return Ask(pair, name, $"unknown/{AnswerText.Normal(name)}/{AnswerText.Normal(pair.Attribute ?? pair.Group)}");
            }
        }

        return null;
    }

    /// <summary>"Vashford Crop Bond" and "Quillmere Dental Plan" give "Vashmere Crop Bond".</summary>
    private static string? Cross(string name, string other)
    {
        var (own, its) = (NameWord().Match(name), NameWord().Match(other));
        if (!own.Success || !its.Success || own.Value == its.Value)
        {
            return null;
        }

        var word = own.Value[..((own.Length + 1) / 2)] + its.Value[(its.Length / 2)..].ToLowerInvariant();
        return word == own.Value || word == its.Value ? null : name.Replace(own.Value, word, StringComparison.Ordinal);
    }

    /// <summary>For each thing the attributes that another of its kind (the same last word) has and it has not.</summary>
    private IEnumerable<NotePair> Missing()
    {
        var has = _usable.Select(pair => (pair.Subject!, pair.Attribute)).ToHashSet();
        foreach (var kind in _usable.Where(pair => pair.Attribute is not null).GroupBy(pair => KindOf(pair.Subject!), StringComparer.Ordinal))
        {
            var subjects = kind.Select(pair => pair.Subject!).Distinct().ToList();
            foreach (var example in kind.DistinctBy(pair => pair.Attribute).Where(example => kind.Count(pair => pair.Attribute == example.Attribute) > 1))
            {
                foreach (var subject in subjects.Where(subject => !has.Contains((subject, example.Attribute))))
                {
                    yield return Ask(example, subject, $"unknown/{AnswerText.Normal(subject)}/{AnswerText.Normal(example.Attribute!)}");
                }
            }
        }
    }

    private static NotePair Ask(NotePair pair, string subject, string group) => new(
        group, PairKind.Unknown, pair.Origin,
        [.. pair.Wordings.Where(wording => Names(wording, pair.Subject!)).Select(wording => Rename(wording, pair.Subject!, subject))], null, [])
    {
        Subject = subject,
        Attribute = pair.Attribute,
    };

    private static bool Names(string wording, string subject) => wording.Contains(subject, StringComparison.OrdinalIgnoreCase);

    private static string Rename(string wording, string from, string to) => wording.Replace(from, to, StringComparison.OrdinalIgnoreCase);

    private static string KindOf(string subject) => QuestionText.Normalise(subject).Split(' ')[^1];

    /// <summary>The first word of a name that is long enough to be cut.</summary>
    [GeneratedRegex(@"\b\p{Lu}\p{Ll}{4,}\b", RegexOptions.CultureInvariant)]
    private static partial Regex NameWord();
}
