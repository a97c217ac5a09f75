using Terminal.Output;
using Trainer.Commands;

namespace Trainer.Tests.Commands;

/// <summary>Command lines in this process, as a pipe would see them.</summary>
internal static class TrainerShell
{
    public static async Task<(int Code, string Output, string Error)> RunAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        using StringWriter output = new(), error = new();
        var code = await new TrainerCommands(new Screen(output, error, false, false), TimeProvider.System).RunAsync(arguments, cancellationToken);
        return (code, output.ToString(), error.ToString());
    }
}
