using LanguageModels.Tokenization;

namespace Trainer.Corpus;

/// <summary>
/// Chooses the words of a domain that a base model's tokenizer cuts into most pieces: what to add to its vocabulary when it is adapted. Each
/// new embedding starts as the mean of its pieces' (AdaLM, arXiv:2106.13474; notes on methods, 3.8). Models with different
/// vocabularies are compared by bits per byte, never by perplexity.
/// </summary>
public static class DomainVocabulary
{
    private const int FewestPieces = 3;

    /// <summary>The words whose own token would save most tokens over the texts, best first.</summary>
    /// <param name="tokenizer">The base model's.</param>
    /// <param name="texts">The domain's.</param>
    /// <param name="count">Most words.</param>
    /// <param name="leastShare">A word must save at least this share of all tokens; 0.0001 stops where a hundred words gain one percent.</param>
    public static IReadOnlyList<DomainToken> Choose(Tokenizer tokenizer, IEnumerable<string> texts, int count, double leastShare)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        var words = texts.SelectMany(Words).CountBy(word => word, StringComparer.Ordinal).ToList();
        var cut = words.ConvertAll(word => (Text: word.Key, Uses: word.Value, Pieces: tokenizer.Encode(word.Key, addSpecialTokens: false, parseSpecialTokens: false).Ids));
        var all = cut.Sum(word => (long)word.Uses * word.Pieces.Length);
        return [.. cut.Where(word => word.Pieces.Length >= FewestPieces)
            .Select(word => new DomainToken(word.Text, [.. word.Pieces], (long)word.Uses * (word.Pieces.Length - 1)))
            .Where(token => token.Saved >= leastShare * all)
            .OrderByDescending(token => token.Saved).ThenBy(token => token.Text, StringComparer.Ordinal).Take(count)];
    }

    /// <summary>Words with the blank before them, as byte-level tokenizers cut; numbers are left to their digits.</summary>
    private static IEnumerable<string> Words(string text) => text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
        .Select(word => word.Trim('.', ',', ';', ':', '!', '?', '(', ')', '"', '\'')).Where(word => word.Length > 2 && word.All(char.IsLetter)).Select(word => " " + word);
}
