using System.Buffers;

namespace Experts.Memory;

/// <summary>Compares a question with every wording by the cosine of their n-grams. Immutable.</summary>
internal sealed class CharacterKey
{
    private readonly MemoryContent _content;
    private readonly NgramWeights _weights;
    private readonly float[] _inverseNorms;

    public CharacterKey(MemoryContent content)
    {
        (_content, _weights) = (content, new NgramWeights(content.Words, content.Wordings));
        _inverseNorms = new float[content.Wordings.Count];
        for (var wording = 0; wording < _inverseNorms.Length; wording++)
        {
            _inverseNorms[wording] = 1 / _weights.Norm(content.Wordings[wording]);
        }
    }

    public NoteScores Scan(string question)
    {
        var scores = new NoteScores(_content.Notes.Count);
        var rented = ArrayPool<float>.Shared.Rent(_content.Words.Count);
        var byWord = rented.AsSpan(0, _content.Words.Count);
        var norm = _weights.Weigh(QuestionText.Words(QuestionText.Normalise(question)), byWord);
        if (norm > 0)
        {
            for (var note = 0; note < _content.Notes.Count; note++)
            {
                ScanNote(note, byWord, 1 / norm, scores);
            }
        }

        ArrayPool<float>.Shared.Return(rented);
        return scores;
    }

    private void ScanNote(int note, ReadOnlySpan<float> byWord, float inverseNorm, NoteScores scores)
    {
        var (from, to) = _content.WordingsOf(note);
        for (var wording = from; wording < to; wording++)
        {
            var product = 0f;
            foreach (var word in _content.Wordings[wording])
            {
                product += byWord[word];
            }

            scores.Offer(note, wording, product * _inverseNorms[wording] * inverseNorm);
        }
    }
}
