using Terminal.Output;
using Xunit;

namespace Cli.Tests.Asking;

public sealed class AskCommandTests
{
    [Fact]
    public async Task An_expert_that_is_not_there_is_said_to_be_missing()
    {
        using var shell = new Shell();
        Directory.CreateDirectory(shell.DataFolder);

        Shell.Outcome outcome = await shell.RunAsync("ask", "nobody", "What?");

        Assert.Equal(ExitCode.CannotRun, outcome.Code);
        Assert.Contains("'nobody'", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }

    [Theory]
    [InlineData("--temperature", "3")]
    [InlineData("--max-tokens", "0")]
    public async Task An_option_outside_its_range_is_named(string option, string value)
    {
        using var shell = new Shell();

        Shell.Outcome outcome = await shell.RunAsync("ask", "x", "What?", option, value);

        Assert.Equal(ExitCode.CannotRun, outcome.Code);
        Assert.Contains(option, outcome.Error, StringComparison.Ordinal);
    }
}
