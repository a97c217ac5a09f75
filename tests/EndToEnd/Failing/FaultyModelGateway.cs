using Support;
using Xunit;

namespace EndToEnd.Failing;

/// <summary>
/// A gateway with one place a model, whose registry holds a whole real model (<c>smollm2</c>), and a tiny one in copies: whole
/// (<c>tiny</c>), with one bit flipped (<c>flipped</c>), cut off (<c>cut</c>), and two whose folders tests delete (<c>moving</c>, <c>leaving</c>).
/// </summary>
public sealed class FaultyModelGateway : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private GatewayProcess? _process;

    /// <summary>The running process; the test is skipped where the models are not.</summary>
    internal GatewayProcess Process
    {
        get
        {
            Assert.SkipWhen(_process is null, SharedFolder.SkipReason);
            return _process!;
        }
    }

    /// <summary>The folder of an expert's versions.</summary>
    internal string FolderOf(string expert) => Path.Combine(_folder.Path, "registry", "experts", expert);

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        string? model = SharedFolder.File("models", "smollm2-135m-instruct", "SmolLM2-135M-Instruct.Q4_1.gguf");
        string? tiny = SharedFolder.File("goldens", "decoders", "llama-gqa", "config.json");
        if (model is null || tiny is null)
        {
            return;
        }

        await ImportAsync(model, "smollm2");
        await ImportAsync(Path.GetDirectoryName(tiny)!, "tiny");
        foreach (string copy in (string[])["flipped", "cut", "moving", "leaving"])
        {
            await ImportAsync(Path.GetDirectoryName(tiny)!, copy);
        }

        Damage("flipped", (ref byte[] bytes) => bytes[bytes.Length / 2] ^= 1);
        Damage("cut", (ref byte[] bytes) => Array.Resize(ref bytes, bytes.Length / 2));
        _process = await StartAsync(_folder.Path, 4096);
    }

    /// <summary>Another gateway on the same registry, with less memory for its models; it has a data folder of its own.</summary>
    internal Task<GatewayProcess> StartSmallAsync(int megabytes)
    {
        Assert.SkipWhen(_process is null, SharedFolder.SkipReason);
        return StartAsync(null, megabytes);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _folder.Dispose();
    }

    private Task<GatewayProcess> StartAsync(string? data, int megabytes) => GatewayProcess.StartAsync(new GatewaySettings
    {
        DataFolder = data,
        Environment = Running.Patience.Settings
            .Add("Experts__RegistryFolder", _folder["registry"]).Add("Experts__Slots", "1").Add("Experts__MemoryMegabytes", $"{megabytes}"),
    }, CancellationToken.None);

    private async Task ImportAsync(string source, string name)
    {
        Running.ProgramResult imported = await Running.ChildProgram.CliAsync(_folder.Path, "models", "import", source, "--name", name);
        Assert.True(imported.ExitCode == 0, imported.Errors);
    }

    private delegate void Change(ref byte[] bytes);

    private void Damage(string expert, Change change)
    {
        string weights = Directory.GetFiles(FolderOf(expert), "model.onnx.data", SearchOption.AllDirectories).Single();
        byte[] bytes = File.ReadAllBytes(weights);
        change(ref bytes);
        File.WriteAllBytes(weights, bytes);
    }
}
