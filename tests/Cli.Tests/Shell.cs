using Terminal.Output;
using Support;

namespace Cli.Tests;

/// <summary>Runs commands as a pipe would, in an installation of their own.</summary>
internal sealed class Shell : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ManualTime Time { get; } = new();

    public string this[string relative] => _folder[relative];

    public string DataFolder => _folder["data"];

    public async Task<Outcome> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var screen = new Screen(output, error, outputIsTerminal: false, errorIsTerminal: false);
        int code = await new OperatorCommands(screen, Time).RunAsync(
            [.. arguments, "--data", DataFolder], Xunit.TestContext.Current.CancellationToken);
        return new Outcome(code, output.ToString(), error.ToString());
    }

    public void Dispose() => _folder.Dispose();

    internal sealed record Outcome(int Code, string Output, string Error)
    {
        public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
