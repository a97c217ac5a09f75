using System.Collections.Immutable;
using Experts.Generation;
using Experts.Sampling;
using LanguageModels.Sessions;

namespace Trainer.Export;

/// <summary>Greedy answers of the model in a GenAI folder, many at once through the engine that also serves it.</summary>
internal static class GreedyAnswers
{
    private const int Slots = 16;

    /// <summary>The answers to prompts, in their order, end tokens included.</summary>
    public static async Task<ImmutableArray<ImmutableArray<int>>> OfAsync(
        string path, IReadOnlyList<ImmutableArray<int>> prompts, int mostTokens, TimeProvider time, CancellationToken cancellationToken)
    {
        var folder = ModelFolder.Open(path);
        using var weights = SharedWeights.Open(folder.GraphPath);
        var decoder = DecoderSession.Open(folder, weights, new DecoderSettings { Slots = Slots, Scoring = false });
        var settings = new GenerationSettings { QueueLimit = Math.Max(prompts.Count, 1), PrefixPositions = 0, LookupTokens = 0 };
        await using var engine = OnnxGenerationEngine.Start(decoder, settings, time);
        return [.. await Task.WhenAll(prompts.Select(prompt => AnswerAsync(engine, folder, prompt, mostTokens, cancellationToken)))];
    }

    private static async Task<ImmutableArray<int>> AnswerAsync(
        OnnxGenerationEngine engine, ModelFolder folder, ImmutableArray<int> prompt, int mostTokens, CancellationToken cancellationToken)
    {
        var answer = ImmutableArray.CreateBuilder<int>();
        var request = new GenerationRequest { Prompt = prompt, MaxTokens = mostTokens, EndTokens = folder.EndTokens, Sampling = new SamplingSettings { Temperature = 0 } };
        await foreach (var token in engine.GenerateAsync(request, cancellationToken))
        {
            answer.Add(token.Choice.Token);
        }

        return answer.ToImmutable();
    }
}
