using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Experts.Generation;
using Experts.Sampling;
using Experts.Tests.Generation;
using Microsoft.ML.OnnxRuntime;
using Xunit;

namespace Experts.Tests.GenAi;

/// <summary>What <see cref="TelemetryProofTests"/> watches from outside, in a process of its own; never part of an ordinary run.</summary>
public sealed partial class ObservedChild
{
    /// <summary>Environment variable with the seconds to stay after the model was used.</summary>
    internal const string Seconds = "OBSERVED_SECONDS";

    /// <summary>Answers with the own engine, then with GenAI, and stays.</summary>
    [Fact(Explicit = true)]
    public async Task Both_engines()
    {
        var folder = GenAiFolder.Open("llama-tiny-fp32");
        await using var own = OnnxEngineConformanceTests.Start(folder.Path);
        await AnswerAsync(own);
        await using var genAi = Experts.GenAi.GenAiEngine.Start(folder.Path, GenAiFolder.Settings(), TimeProvider.System);
        await AnswerAsync(genAi);
        await StayAsync();
    }

    /// <summary>Only loads the product and its own engine, for systems without the GenAI library.</summary>
    [Fact(Explicit = true)]
    public async Task Own_engine()
    {
        await using var own = OnnxEngineConformanceTests.Start(GenAiFolder.Open("llama-tiny-fp32").Path);
        await AnswerAsync(own);
        await StayAsync();
    }

    /// <summary>Uses ONNX Runtime as a program does that knows nothing of its telemetry.</summary>
    [Fact(Explicit = true)]
    public async Task Plain_library()
    {
        RuntimeHelpers.RunModuleConstructor(typeof(InferenceSession).Module.ModuleHandle); // our build of the bindings silences itself here
        Assert.Equal(0, UnsetEnvironment("ORT_DISABLE_TELEMETRY"));
        using var session = new InferenceSession(GenAiFolder.Open("llama-tiny-fp32").File("model.onnx"));
        await StayAsync();
    }

    private static async Task AnswerAsync(IGenerationEngine engine)
    {
        var request = new GenerationRequest { Prompt = [1, 5, 77], MaxTokens = 8, EndTokens = [], Sampling = new SamplingSettings { Temperature = 0 } };
        await foreach (var _ in engine.GenerateAsync(request, TestContext.Current.CancellationToken))
        {
        }
    }

    private static Task StayAsync() =>
        Task.Delay(TimeSpan.FromSeconds(int.Parse(Environment.GetEnvironmentVariable(Seconds) ?? "0", System.Globalization.CultureInfo.InvariantCulture)), TestContext.Current.CancellationToken);

    [LibraryImport("libc", EntryPoint = "unsetenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int UnsetEnvironment(string name);
}
