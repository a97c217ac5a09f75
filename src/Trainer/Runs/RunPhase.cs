namespace Trainer.Runs;

/// <summary>What a run does, in this order. Every phase leaves its result as a whole or not at all, so a resumed run begins with the first that is missing.</summary>
public enum RunPhase
{
    /// <summary>Documents, questions and notes are read, filtered and kept as the run's snapshot.</summary>
    Corpus,

    /// <summary>Questions and notes become a searchable memory.</summary>
    Memory,

    /// <summary>The recipe's stages train the model.</summary>
    Training,

    /// <summary>The model is merged, quantised and compared with its training weights.</summary>
    Export,

    /// <summary>The expert is asked the test questions, and its confidence is fitted.</summary>
    Evaluation,

    /// <summary>It is added to the registry.</summary>
    Registration,

    /// <summary>Nothing is left to do.</summary>
    Done,
}
