namespace Trainer.Evaluation;

/// <summary>How well a model foresees texts that it was not trained on.</summary>
/// <param name="Texts">Texts scored.</param>
/// <param name="Tokens">Tokens scored.</param>
/// <param name="Bytes">Bytes of UTF-8 that those tokens stand for.</param>
/// <param name="Nats">Summed negative log likelihood.</param>
internal sealed record Likelihood(int Texts, long Tokens, long Bytes, double Nats)
{
    /// <summary>Nats a token: comparable between models of one tokenizer only.</summary>
    public double NatsPerToken => Nats / Math.Max(1, Tokens);

    /// <summary>Bits a byte: comparable between all models.</summary>
    public double BitsPerByte => Nats / Math.Log(2) / Math.Max(1, Bytes);

    /// <summary>Of all texts together.</summary>
    public static Likelihood Sum(IReadOnlyCollection<Likelihood> texts) =>
        new(texts.Sum(text => text.Texts), texts.Sum(text => text.Tokens), texts.Sum(text => text.Bytes), texts.Sum(text => text.Nats));
}
