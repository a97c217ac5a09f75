namespace Cli.Output;

/// <summary>The command cannot run; the message tells the operator what to change.</summary>
internal sealed class CommandException(string message) : Exception(message);
