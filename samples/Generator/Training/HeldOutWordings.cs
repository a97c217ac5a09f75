using Generator.Checking;
using Generator.Composition;
using Generator.Questions;

namespace Generator.Training;

/// <summary>
/// Every wording that a question of development or test has or could have: no training wording may be one of them, neither for the fact
/// that was drawn nor for any other.
/// </summary>
internal sealed class HeldOutWordings
{
    private readonly HashSet<string> _questions;
    private readonly List<string> _frames;

    public HeldOutWordings(PhraseBook frames, IEnumerable<Question> questions)
    {
        _questions = [.. questions.Select(q => Scoring.Normal(q.Q))];
        _frames = [.. frames.Names.Where(n => n.StartsWith("ask.", StringComparison.Ordinal) || n.StartsWith("far.", StringComparison.Ordinal)).SelectMany(frames.All)];
    }

    public bool Has(string wording) => _questions.Contains(Scoring.Normal(wording));

    /// <summary>The wordings of an entity or nickname that may be trained on.</summary>
    public IEnumerable<string> Without(IEnumerable<string> wordings, string subject)
    {
        var taken = _frames.Select(frame => Scoring.Normal(frame.Replace("{E}", subject, StringComparison.Ordinal))).ToHashSet();
        return wordings.Where(wording => !taken.Contains(Scoring.Normal(wording)) && !Has(wording));
    }
}
