using System.Collections.Frozen;

namespace Retrieval.Lexical;

/// <summary>Words that say nothing about the subject of a question.</summary>
internal static class StopWords
{
    /// <summary>
    /// The 33 words that Lucene's English analyser leaves out. Sentences and passages are compared without them.
    /// </summary>
    public static readonly FrozenSet<string> English = FrozenSet.ToFrozenSet(
        ("a an and are as at be but by for if in into is it no not of on or such that the their then there these they "
        + "this to was will with").Split(' '));

    /// <summary>The English ones and what questions and requests are phrased with.</summary>
    public static readonly FrozenSet<string> Question = FrozenSet.ToFrozenSet(
        English.Concat(
            ("what which who whom whose when where why how do does did done doing i me my mine we us our ours you your "
            + "yours he him his she her hers its them theirs am were been being have has had having can could would "
            + "should shall may might must from about than also any some please tell give show let know need want "
            + "s t d ll re ve m just so too very there here up out over under again more most other own same only "
            + "hi hello thanks thank ok").Split(' ')));
}
