namespace Trainer.Corpus;

/// <summary>Who made a pair.</summary>
public enum PairOrigin
{
    /// <summary>The domain's owner, in a file.</summary>
    Supplied,

    /// <summary>A rule over a table, a list or a statement of a document.</summary>
    Rule,

    /// <summary>A language model, checked against the document.</summary>
    Teacher,
}
