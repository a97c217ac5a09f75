using System.Numerics.Tensors;

namespace Experts.Sampling;

/// <summary>The model's own log probabilities at one place: of any token, and the likeliest ones. One per answer that asks for them.</summary>
internal sealed class LogProbabilities(int alternatives, int vocabularySize)
{
    private readonly TokenChoice[] _top = new TokenChoice[alternatives];
    private readonly float[] _values = new float[vocabularySize];

    /// <summary>The likeliest tokens of the last place, best first.</summary>
    public ReadOnlySpan<TokenChoice> Top => _top;

    /// <summary>Takes the logits as the model gave them.</summary>
    public void Take(ReadOnlySpan<float> logits)
    {
        var most = TensorPrimitives.Max(logits);
        TensorPrimitives.Subtract(logits, most, _values);
        double sum = 0;
        foreach (var value in _values)
        {
            sum += Math.Exp(value);
        }

        TensorPrimitives.Subtract(_values, (float)Math.Log(sum), _values);
        FillTop();
    }

    /// <summary>Of a token at the last place, natural.</summary>
    public float Of(int token) => _values[token];

    private void FillTop()
    {
        Array.Fill(_top, new TokenChoice(-1, float.NegativeInfinity));
        if (_top.Length == 0)
        {
            return;
        }

        for (var token = 0; token < _values.Length; token++)
        {
            if (_values[token] > _top[^1].LogProbability)
            {
                Insert(new TokenChoice(token, _values[token]));
            }
        }
    }

    private void Insert(TokenChoice choice)
    {
        var place = _top.Length - 1;
        for (; place > 0 && _top[place - 1].LogProbability < choice.LogProbability; place--)
        {
            _top[place] = _top[place - 1];
        }

        _top[place] = choice;
    }
}
