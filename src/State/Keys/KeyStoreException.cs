namespace State.Keys;

/// <summary>The file of keys cannot be used; the message says which file, why, and what to do.</summary>
public sealed class KeyStoreException : Exception
{
    /// <summary>Makes the exception.</summary>
    public KeyStoreException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
