using Trainer.Commands;
using Xunit;

namespace Trainer.Tests;

public sealed class CommandTests
{
    [Fact]
    public async Task An_unknown_command_does_not_succeed()
    {
        Assert.NotEqual(0, await TrainerCommands.RunAsync(["conjure"], TestContext.Current.CancellationToken));
    }
}
