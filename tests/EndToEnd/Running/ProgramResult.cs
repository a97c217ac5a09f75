namespace EndToEnd.Running;

/// <summary>A program that ran to its end.</summary>
/// <param name="ExitCode">What it told its caller.</param>
/// <param name="Output">All of its standard output.</param>
/// <param name="Errors">All of its standard error.</param>
internal sealed record ProgramResult(int ExitCode, string Output, string Errors);
