namespace Terminal.Output;

/// <summary>The command cannot run; the message tells the operator what to change.</summary>
public sealed class CommandException(string message) : Exception(message);
