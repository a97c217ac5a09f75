namespace Retrieval.Extraction;

/// <summary>
/// Probability that a sentence states the attribute that a question asks for, both worded freely: the sum over the
/// attributes of its probability by the question's words times that by the sentence's. Any thread.
/// </summary>
/// <param name="questions">From question words to attributes.</param>
/// <param name="sentences">From sentence words to the same attributes.</param>
internal sealed class AttributeAssociation(AttributeModel questions, AttributeModel sentences)
{
    /// <summary>Fitted by <c>bench/Extraction attributes</c>.</summary>
    public static readonly AttributeAssociation Fitted = new(
        AttributeModel.Read("Extraction.asked.txt"), AttributeModel.Read("Extraction.stated.txt"));

    public double[] Asked(string question) => questions.Of(question);

    /// <summary>Of a table row the cell that fits best.</summary>
    /// <param name="asked">What <see cref="Asked"/> gave for the question.</param>
    /// <param name="sentence">The sentence, or row.</param>
    public double Match(double[] asked, string sentence) => Segments(sentence).Max(segment => Product(asked, sentences.Of(segment)));

    /// <summary>The cells of a table row with their headers; otherwise the sentence.</summary>
    public static string[] Segments(string sentence) => sentence.Contains("; ", StringComparison.Ordinal) && sentence.Contains(": ", StringComparison.Ordinal)
        ? sentence.Split("; ")
        : [sentence];

    private static double Product(double[] asked, double[] stated)
    {
        var sum = 0.0;
        for (var k = 1; k < asked.Length; k++)
        {
            sum += asked[k] * stated[k];
        }

        return sum;
    }
}
