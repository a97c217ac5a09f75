namespace LanguageModels.Importing;

/// <summary>A model cannot be imported. The message names the file and the field or tensor, what was expected and what to do.</summary>
public sealed class ImportException : Exception
{
    /// <param name="message">What, where, and what would be accepted.</param>
    /// <param name="inner">The cause; null where the finding is our own.</param>
    public ImportException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
