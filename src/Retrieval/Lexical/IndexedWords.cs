namespace Retrieval.Lexical;

/// <summary>
/// The words of a text as the index of whole documents holds them. With stemming, Lucene's stop words are left out and the others are stems
/// (Porter 2); without, every word stays as it is: finance tables lose by stemming, prose gains.
/// </summary>
internal static class IndexedWords
{
    public static IEnumerable<string> Of(string text, bool stemming) => Of(Tokenizer.Tokenize(text).Select(token => token.Text), stemming);

    public static IEnumerable<string> Of(IEnumerable<string> words, bool stemming) =>
        stemming ? words.Where(word => !StopWords.English.Contains(word)).Select(EnglishStemmer.Stem) : words;
}
