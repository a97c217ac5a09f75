namespace LanguageModels.Templates;

/// <summary>What one rendering may use, so that no template runs away. Counts, not seconds: the same template always ends the same way.</summary>
internal sealed class Budget
{
    public const int MaxTemplateLength = 1 << 20;
    public const int MaxTextLength = 1 << 22;
    public const int MaxParseDepth = 100;
    public const int MaxRange = 100_000;
    private const int MaxSteps = 2_000_000;
    private const int MaxDepth = 300;

    private int _steps;
    private int _depth;

    /// <summary>Pays for work on that many characters or items.</summary>
    public void Spend(long size = 0)
    {
        _steps += 1 + (int)Math.Min(size / 32, MaxSteps);
        if (_steps > MaxSteps)
        {
            throw new TemplateException($"the template needs more than {MaxSteps} steps");
        }
    }

    public string Text(string text)
    {
        Length(text.Length);
        Spend(text.Length);
        return text;
    }

    public static void Length(long length)
    {
        if (length > MaxTextLength)
        {
            throw new TemplateException($"expected a text or list of at most {MaxTextLength}, found {length}");
        }
    }

    public void Enter()
    {
        if (++_depth > MaxDepth)
        {
            throw new TemplateException($"the template nests deeper than {MaxDepth}");
        }
    }

    public void Leave() => _depth--;
}
