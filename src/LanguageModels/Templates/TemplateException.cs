namespace LanguageModels.Templates;

/// <summary>A template that cannot be parsed or rendered, and why.</summary>
public sealed class TemplateException : Exception
{
    /// <param name="message">What went wrong.</param>
    /// <param name="line">Line of the template, from 1; 0 if unknown.</param>
    /// <param name="isRaisedByTemplate">The template itself refused the conversation.</param>
    public TemplateException(string message, int line = 0, bool isRaisedByTemplate = false)
        : base(message)
    {
        Line = line;
        IsRaisedByTemplate = isRaisedByTemplate;
    }

    /// <summary>Line of the template, from 1; 0 if unknown.</summary>
    public int Line { get; }

    /// <summary>The template itself refused the conversation (<c>raise_exception</c>): the message is meant for the caller.</summary>
    public bool IsRaisedByTemplate { get; }

    internal TemplateException At(int line) => Line != 0 ? this : new TemplateException(Message, line, IsRaisedByTemplate);
}
