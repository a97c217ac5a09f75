namespace Experts.Memory;

/// <summary>For each note its best wording so far and how like it is to the question.</summary>
internal sealed class NoteScores(int notes)
{
    private readonly float[] _scores = new float[notes];
    private readonly int[] _wordings = new int[notes];

    public float ScoreOf(int note) => _scores[note];

    public int WordingOf(int note) => _wordings[note];

    /// <summary>Keeps the better one; of equals the earlier.</summary>
    public void Offer(int note, int wording, float score)
    {
        if (score > _scores[note])
        {
            (_scores[note], _wordings[note]) = (score, wording);
        }
    }

    /// <summary>The mean of two keys; the wording of the key that is surer.</summary>
    public NoteScores MeanWith(NoteScores other)
    {
        var mean = new NoteScores(_scores.Length);
        for (var note = 0; note < _scores.Length; note++)
        {
            var surer = _scores[note] >= other._scores[note] ? this : other;
            mean.Offer(note, surer._wordings[note], (_scores[note] + other._scores[note]) / 2);
        }

        return mean;
    }

    /// <summary>Numbers of the best notes, best first, of equals the earlier; notes that nothing speaks for are left out.</summary>
    public List<int> Best(int count)
    {
        var best = new List<int>(count + 1);
        for (var note = 0; note < _scores.Length; note++)
        {
            var score = _scores[note];
            if (score <= 0 || (best.Count == count && score <= _scores[best[^1]]))
            {
                continue;
            }

            var place = best.Count;
            while (place > 0 && _scores[best[place - 1]] < score)
            {
                place--;
            }

            best.Insert(place, note);
            if (best.Count > count)
            {
                best.RemoveAt(count);
            }
        }

        return best;
    }
}
