namespace Trainer.Corpus;

/// <summary>What is done about personal data in a document.</summary>
public enum PersonalDataPolicy
{
    /// <summary>Each piece is replaced by its kind in brackets, such as <c>[e-mail]</c>.</summary>
    Redact,

    /// <summary>A document that holds any is not trained on.</summary>
    Drop,

    /// <summary>Counted, but left in: only for data that everyone named has agreed to.</summary>
    Keep,
}
