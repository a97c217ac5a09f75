using System.Text;
using Experts.Sampling;
using Experts.Sampling.Json;

namespace Experts.Tests.Sampling.Json;

/// <summary>Walks through a grammar, along a text or by chance.</summary>
internal static class Walk
{
    private const int Patience = 300;

    /// <summary>Whether a text is allowed byte by byte, and may end behind the last one.</summary>
    public static bool Accepts(JsonGrammar grammar, string text) => Accepts(grammar, Encoding.UTF8.GetBytes(text));

    public static bool Accepts(JsonGrammar grammar, ReadOnlySpan<byte> text)
    {
        var constraint = grammar.Constrain(Vocabularies.Bytes);
        var logits = new float[Vocabularies.Bytes.Count];
        foreach (var value in text)
        {
            logits.AsSpan().Clear();
            constraint.Apply(logits);
            if (float.IsNegativeInfinity(logits[value]))
            {
                return false;
            }

            constraint.Accept(value);
        }

        return Allowed(constraint, Vocabularies.Bytes).Contains(Vocabularies.End);
    }

    /// <summary>The tokens that may come next.</summary>
    public static HashSet<int> Allowed(ITokenConstraint constraint, TokenVocabulary vocabulary)
    {
        var logits = new float[vocabulary.Count];
        constraint.Apply(logits);
        return [.. Enumerable.Range(0, logits.Length).Where(token => !float.IsNegativeInfinity(logits[token]))];
    }

    /// <summary>Any allowed token, until the end token; those that close something are preferred when the text grows long.</summary>
    public static (string Text, List<int> Tokens) Generate(JsonGrammar grammar, TokenVocabulary vocabulary, Random random)
    {
        var constraint = grammar.Constrain(vocabulary);
        var (bytes, tokens) = (new List<byte>(), new List<int>());
        var logits = new float[vocabulary.Count];
        for (var chosen = -1; chosen != Vocabularies.End;)
        {
            Fill(logits, vocabulary, random, tokens.Count > Patience);
            constraint.Apply(logits);
            chosen = System.Numerics.Tensors.TensorPrimitives.IndexOfMax<float>(logits);
            Xunit.Assert.False(float.IsNegativeInfinity(logits[chosen]), "no token is allowed");
            Xunit.Assert.True(tokens.Count < 20_000, $"the answer does not end: ...{Encoding.UTF8.GetString([.. bytes.TakeLast(300)])}");
            constraint.Accept(chosen);
            tokens.Add(chosen);
            bytes.AddRange(chosen == Vocabularies.End ? [] : vocabulary.BytesOf(chosen));
        }

        return (new UTF8Encoding(false, throwOnInvalidBytes: true).GetString([.. bytes]), tokens);
    }

    private static void Fill(float[] logits, TokenVocabulary vocabulary, Random random, bool isLong)
    {
        for (var token = 0; token < logits.Length; token++)
        {
            var closes = token == Vocabularies.End || vocabulary.BytesOf(token) is [(byte)'"' or (byte)'}' or (byte)']' or (byte)'x' or (byte)'y']; // x and y end what the random patterns ask for
            logits[token] = random.NextSingle() + (isLong && closes ? 2 : 0);
        }
    }
}
