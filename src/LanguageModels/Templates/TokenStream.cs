namespace LanguageModels.Templates;

/// <summary>The parser's place in the tokens, and how deep it is.</summary>
internal sealed class TokenStream(IReadOnlyList<Token> tokens)
{
    private int _at;
    private int _depth;

    public Token Current => tokens[_at];

    public Token Ahead => tokens[Math.Min(_at + 1, tokens.Count - 1)];

    public Token Take()
    {
        var token = Current;
        _at = Math.Min(_at + 1, tokens.Count - 1);
        return token;
    }

    public bool Accept(string text)
    {
        var found = Current.Is(text);
        if (found)
        {
            Take();
        }

        return found;
    }

    public Token Expect(string text) => Current.Is(text) ? Take() : throw Fail($"expected '{text}', found '{Current.Text}'");

    public Token Expect(TokenKind kind) => Current.Kind == kind ? Take() : throw Fail($"expected {kind}, found '{Current.Text}'");

    public void Enter()
    {
        if (++_depth > Budget.MaxParseDepth)
        {
            throw Fail($"the template nests deeper than {Budget.MaxParseDepth}");
        }
    }

    public void Leave() => _depth--;

    public TemplateException Fail(string message) => new(message, Current.Line);
}
