namespace Experts.Registry;

/// <summary>The registry cannot do what was asked, or what it holds is not what it should be; the message says what, where and what to do.</summary>
public sealed class RegistryException : IOException
{
    /// <summary>With the message for the operator.</summary>
    public RegistryException(string message)
        : base(message)
    {
    }

    /// <summary>With the message for the operator and what caused it.</summary>
    public RegistryException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
