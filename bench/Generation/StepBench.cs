using System.Numerics.Tensors;
using LanguageModels.Sessions;

namespace Bench.Generation;

/// <summary>Single runs of the model: one token for a batch at about 100 positions, and prompts; beside llama.cpp where it is there.</summary>
internal static class StepBench
{
    private static readonly int[] Batches = [1, 2, 4, 8, 16, 32];
    private static readonly int[] Prompts = [128, 512];

    public static void Run(BenchModel model, Options options)
    {
        var peer = options.Peer is null ? null : new Peer(options);
        using var session = model.Open(32, 640);
        var clock = new Clock(options.Threads);
        var results = new Dictionary<string, (double Ours, double Theirs)>();
        for (var round = 0; round < 3; round++)
        {
            foreach (var batch in Batches)
            {
                Note($"decode {batch}", Decode(session, clock, batch), batch, peer?.Decode(batch));
            }

            foreach (var prompt in Prompts)
            {
                Note($"prefill {prompt}", Prefill(session, clock, model.Tokens(prompt, round)), prompt, peer?.Prefill(prompt));
            }
        }

        Console.WriteLine(peer is null ? "| step | tokens/s |\n|---|---|" : "| step | tokens/s | llama.cpp | times |\n|---|---|---|---|");
        foreach (var (step, (ours, theirs)) in results)
        {
            Console.WriteLine(peer is null ? $"| {step} | {ours:F0} |" : $"| {step} | {ours:F0} | {theirs:F0} | {ours / theirs:F2} |");
        }

        void Note(string step, double milliseconds, int tokens, double? theirs)
        {
            var before = results.GetValueOrDefault(step);
            results[step] = (Math.Max(before.Ours, tokens * 1000 / milliseconds), Math.Max(before.Theirs, tokens * 1000 / (theirs ?? double.PositiveInfinity)));
        }
    }

    /// <summary>Least milliseconds of a step, the greedy choice included.</summary>
    private static double Decode(DecoderSession session, Clock clock, int batch)
    {
        var (tokens, pasts) = (new int[batch], new int[batch]);
        var best = double.PositiveInfinity;
        for (var window = 0; window < 8; window++)
        {
            const int steps = 16;
            Array.Fill(pasts, 100);
            best = Math.Min(best, clock.Of(() =>
            {
                for (var step = 0; step < steps; step++)
                {
                    session.Decode(tokens, pasts);
                    for (var row = 0; row < batch; row++)
                    {
                        tokens[row] = TensorPrimitives.IndexOfMax<float>(session.Logits(row));
                        pasts[row]++;
                    }
                }
            }) / steps);
        }

        return best;
    }

    private static double Prefill(DecoderSession session, Clock clock, int[] prompt) =>
        Enumerable.Range(0, 4).Min(_ => clock.Of(() =>
        {
            for (var at = 0; at < prompt.Length; at += 256)
            {
                session.Prefill(0, prompt.AsSpan(at, Math.Min(256, prompt.Length - at)), at);
            }
        }));
}
