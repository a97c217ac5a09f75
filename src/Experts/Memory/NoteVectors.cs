namespace Experts.Memory;

/// <summary>
/// The second key of a memory: vectors of some wordings of each note, kept as bytes (a scale times -127 to 127), which moves a cosine
/// by some thousandths. Immutable.
/// </summary>
internal sealed class NoteVectors
{
    private readonly List<(int Wording, ByteVector Vector)> _vectors;

    /// <param name="model">The model that made them.</param>
    /// <param name="dimensions">Numbers of each.</param>
    /// <param name="vectors">With the wordings that they belong to, rising.</param>
    public NoteVectors(string model, int dimensions, IEnumerable<(int Wording, ByteVector Vector)> vectors) =>
        (Model, Dimensions, _vectors) = (model, dimensions, [.. vectors]);

    public string Model { get; }

    public int Dimensions { get; }

    public IReadOnlyList<(int Wording, ByteVector Vector)> Vectors => _vectors;

    /// <summary>The best wording of each note by the cosine with a vector of length 1.</summary>
    public NoteScores Scan(ReadOnlySpan<float> question, MemoryContent content)
    {
        var scores = new NoteScores(content.Notes.Count);
        var asked = ByteVector.Of(question);
        var note = 0;
        foreach (var (wording, vector) in _vectors)
        {
            while (wording >= content.FirstWordings[note + 1])
            {
                note++;
            }

            scores.Offer(note, wording, vector.Dot(asked));
        }

        return scores;
    }

    /// <summary>The vectors by the wordings' texts, for a memory that has some of them again.</summary>
    public Dictionary<string, ByteVector> ByText(MemoryContent content)
    {
        var byText = new Dictionary<string, ByteVector>(StringComparer.Ordinal);
        foreach (var (wording, vector) in _vectors)
        {
            byText[content.TextOf(wording)] = vector;
        }

        return byText;
    }

    /// <summary>What another memory can take over without computing.</summary>
    public NoteVectors CarriedTo(MemoryContent from, MemoryContent to)
    {
        var known = ByText(from);
        return new NoteVectors(Model, Dimensions, Enumerable.Range(0, to.Wordings.Count)
            .Where(wording => known.ContainsKey(to.TextOf(wording))).Select(wording => (wording, known[to.TextOf(wording)])));
    }
}
