namespace Protocol.Chat;

/// <summary>A function's name and the arguments the model gave it.</summary>
public sealed record FunctionCall : OpenObject
{
    /// <summary>Name of the function.</summary>
    public string? Name { get; init; }

    /// <summary>Arguments as text that should be JSON; the model may have got it wrong. In a stream a piece of it.</summary>
    public string? Arguments { get; init; }
}
