namespace Trainer.Corpus.Pairing;

/// <summary>Something that a document says in a form that a rule understands.</summary>
/// <param name="Subject">Of what.</param>
/// <param name="Attribute">What of it; null where the statement defines the subject itself.</param>
/// <param name="Value">What it is.</param>
/// <param name="Stated">The sentence or row.</param>
internal sealed record Statement(string Subject, string? Attribute, string Value, string Stated)
{
    /// <summary>One sentence that says it.</summary>
    public string Note => Attribute is null ? $"{Subject} means: {Value.TrimEnd('.')}." : $"The {Attribute} of {Subject} is {Value.TrimEnd('.')}.";
}
