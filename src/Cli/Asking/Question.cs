using System.Globalization;
using Terminal.Output;

namespace Cli.Asking;

/// <summary>What is asked.</summary>
/// <param name="Model">Who is asked.</param>
/// <param name="Text">The question.</param>
/// <param name="Temperature">0 to 2.</param>
/// <param name="MaxTokens">Most tokens of the answer; over 0.</param>
internal sealed record Question(string Model, string Text, float Temperature, int MaxTokens)
{
    /// <exception cref="CommandException">An option is outside its range.</exception>
    public void Check()
    {
        if (Temperature is not (>= 0 and <= 2))
        {
            throw new CommandException(string.Create(CultureInfo.InvariantCulture, $"--temperature is {Temperature}; expected 0 to 2."));
        }

        if (MaxTokens < 1)
        {
            throw new CommandException($"--max-tokens is {MaxTokens}; expected at least 1.");
        }
    }
}
