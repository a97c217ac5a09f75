namespace Gateway.Augmentation;

/// <summary>
/// How many tokens a text takes in a model whose tokenizer is not at hand. OpenAI's rule of thumb is four characters of
/// English a token; three is assumed here, so that tables and names (which take more) stay within the budget too.
/// </summary>
internal static class TokenEstimate
{
    private const int CharactersPerToken = 3;

    /// <summary>A cautious (high) count for <paramref name="text"/>.</summary>
    public static int Of(string text) => (text.Length + CharactersPerToken - 1) / CharactersPerToken;
}
