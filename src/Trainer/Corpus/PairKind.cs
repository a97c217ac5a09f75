namespace Trainer.Corpus;

/// <summary>What the questions of a pair ask for.</summary>
public enum PairKind
{
    /// <summary>A fact, by the proper name of the thing.</summary>
    Fact,

    /// <summary>The same fact, by a nickname of the thing: a group of its own, so that it is drawn as often.</summary>
    Nickname,

    /// <summary>Something that nothing is known of; the right output is "no note".</summary>
    Unknown,
}
