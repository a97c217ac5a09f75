using Experts.Generation;
using LanguageModels.Sessions;
using Support;
using Xunit;

namespace Experts.Tests.Generation;

/// <summary>Engines and requests for tests.</summary>
internal static class Engines
{
    public static OnnxGenerationEngine Of(IDecoder decoder, GenerationSettings? settings = null, TimeProvider? time = null) =>
        new(decoder, "test", settings ?? new GenerationSettings { PrefillChunk = 16 }, time ?? new ManualTime());

    /// <summary>An engine on the small float32 model of the official builder; the test skips without it.</summary>
    public static OnnxGenerationEngine Tiny(GenerationSettings settings, int slots = 8)
    {
        var file = SharedFolder.File("goldens", "genai", "llama-tiny-fp32", "genai_config.json");
        Assert.SkipWhen(file is null, SharedFolder.SkipReason);
        var folder = ModelFolder.Open(Path.GetDirectoryName(file)!);
        var decoder = DecoderSession.Open(folder, null, new DecoderSettings { Slots = slots, Session = new SessionSettings { Threads = 1 } });
        return OnnxGenerationEngine.Start(decoder, settings, new ManualTime());
    }

    public static GenerationRequest Request(int[] prompt, int maxTokens = 8, params int[] ends) =>
        new() { Prompt = [.. prompt], MaxTokens = maxTokens, EndTokens = [.. ends], Sampling = new() { Temperature = 0 } };

    public static async Task<int[]> AnswerAsync(this IGenerationEngine engine, GenerationRequest request, CancellationToken cancellationToken)
    {
        var answer = new List<int>();
        await foreach (var token in engine.GenerateAsync(request, cancellationToken))
        {
            answer.Add(token.Choice.Token);
        }

        return [.. answer];
    }
}
