using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using EndToEnd.Running;
using Support;
using Xunit;

namespace EndToEnd.Configuring;

/// <summary>Which engine runs the local models, and what is loaded before the first request.</summary>
public sealed class EngineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_that_is_no_GenAI_library_stops_the_start_with_a_message()
    {
        await File.WriteAllTextAsync(_folder["libonnxruntime-genai.so"], "no library", Stop);

        GatewayStartException refused = await Assert.ThrowsAsync<GatewayStartException>(
            () => GatewayProcess.StartAsync(Settings(("Engine", "GenAi"), ("GenAiLibrary", _folder["libonnxruntime-genai.so"])), Stop));

        Assert.Contains("ended with code 2", refused.Message);
        Assert.Contains("Experts:GenAiLibrary", refused.Message);
        Assert.DoesNotContain("   at ", refused.Message);
    }

    [Fact]
    public async Task The_GenAI_engine_answers_by_configuration_and_a_named_expert_is_loaded_before_the_first_request()
    {
        string? library = SharedFolder.File("native", "onnxruntime-genai-linux-x64", "libonnxruntime-genai.so");
        string? model = SharedFolder.File("goldens", "genai", "llama-tiny-fp32", "genai_config.json");
        Assert.SkipWhen(library is null || model is null, SharedFolder.SkipReason);
        Assert.SkipUnless(OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64, "the GenAI library for tests is a Linux x64 one");
        ProgramResult imported = await ChildProgram.CliAsync(_folder.Path, "models", "import", Path.GetDirectoryName(model)!, "--name", "tiny");
        Assert.True(imported.ExitCode == 0, imported.Errors);

        await using GatewayProcess gateway = await GatewayProcess.StartAsync(
            Settings(("Engine", "GenAi"), ("GenAiLibrary", library!), ("Preload__0", "tiny"), ("Preload__1", "absent")), Stop);
        using var client = new ApiClient(gateway.Root, GatewayProcess.AppKey);
        ApiAnswer answer = await client.PostAsync("v1/completions", new JsonObject { ["model"] = "expert/tiny", ["prompt"] = "the", ["max_tokens"] = 2 }.ToJsonString());

        Assert.Equal(200, answer.Status);
        Assert.StartsWith("onnxruntime-genai ", (string?)answer.Json["system_fingerprint"]);
        Assert.Contains("Loaded expert/tiny", gateway.Output);
        Assert.Contains("expert/absent is not loaded", gateway.Output);
    }

    private GatewaySettings Settings(params (string Name, string Value)[] experts) => new()
    {
        DataFolder = _folder.Path,
        Environment = experts.ToImmutableDictionary(setting => "Experts__" + setting.Name, setting => setting.Value),
    };
}
