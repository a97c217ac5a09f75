using Support;
using Xunit;

namespace EndToEnd.Running;

/// <summary>A gateway without any network whose experts are the real models of the shared folder, imported by the CLI: <c>smollm2</c> and <c>minilm</c>.</summary>
public sealed class LocalModelGateway : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private GatewayProcess? _process;

    /// <summary>A client; the test is skipped where the models are not.</summary>
    internal ApiClient Client(string key = GatewayProcess.AppKey)
    {
        Assert.SkipWhen(_process is null, SharedFolder.SkipReason);
        return new ApiClient(_process!.Root, key);
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (SmolLm2 is null || MiniLm is null)
        {
            return;
        }

        await ImportAsync(SmolLm2, "smollm2");
        await ImportAsync(MiniLm, "minilm");
        _process = await GatewayProcess.StartAsync(new GatewaySettings
        {
            DataFolder = _folder.Path,
            Environment = Patience.Settings
                .Add("Samples__Load", "false").Add("Upstreams__house__Kind", "Local").Add("Upstreams__house__Expert", "smollm2").Add("Experts__EmbeddingModel", "minilm"),
        }, CancellationToken.None);
    }

    /// <summary>Runs the command line on the gateway's data folder.</summary>
    internal Task<ProgramResult> CliAsync(params string[] arguments)
    {
        Assert.SkipWhen(_process is null, SharedFolder.SkipReason);
        return ChildProgram.CliAsync(_folder.Path, arguments);
    }

    /// <summary>Imports SmolLM2 anew, in another precision, as the version that answers.</summary>
    internal Task ReplaceAsync(string precision) => ImportAsync(SmolLm2!, "smollm2", "--precision", precision);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _folder.Dispose();
    }

    private static string? SmolLm2 => SharedFolder.File("models", "smollm2-135m-instruct", "SmolLM2-135M-Instruct.Q4_1.gguf");

    private static string? MiniLm => Path.GetDirectoryName(SharedFolder.File("models", "all-minilm-l6-v2", "config.json"));

    private async Task ImportAsync(string source, string name, params string[] options)
    {
        ProgramResult imported = await ChildProgram.CliAsync(_folder.Path, ["models", "import", source, "--name", name, .. options]);
        Assert.True(imported.ExitCode == 0, imported.Errors);
    }
}
