using Experts.Generation;

namespace Bench.Generation;

/// <summary>24 requests with the same beginning of 96 tokens, 16 to 47 of their own and 12 to 95 to answer, all there at the start.</summary>
internal static class ServingBench
{
    public static async Task RunAsync(BenchModel model, Options options)
    {
        var random = new Random(7);
        var shared = model.Tokens(96, 1);
        var requests = Enumerable.Range(0, 24).Select(i => new GenerationRequest
        {
            Prompt = [.. shared, .. model.Tokens(16 + random.Next(32), 100 + i)],
            MaxTokens = 12 + random.Next(84),
            EndTokens = [],
            Sampling = new() { Temperature = 0 },
        }).ToArray();
        var clock = new Clock(options.Threads);
        var none = new GenerationSettings { PrefixPositions = 0, LookupTokens = 0 };
        var policies = new (string Name, int Slots, bool Together, GenerationSettings Settings)[]
        {
            ("one at a time", 1, false, none),
            ("one at a time, beginnings kept", 1, false, none with { PrefixPositions = 1024 }),
            ("continuous, 8 slots", 8, true, none),
            ("continuous, 16 slots", 16, true, none),
            ("continuous, 8 slots, beginnings kept", 8, true, none with { PrefixPositions = 1024 }),
            ("continuous, 16 slots, beginnings kept", 16, true, none with { PrefixPositions = 1024 }),
        };
        var best = new double[policies.Length];
        var answers = new int[policies.Length][][];
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < policies.Length; i++)
            {
                await using var engine = model.Start(policies[i].Slots, 256, policies[i].Settings);
                await AnswerAsync(engine, [requests[0] with { Prompt = [1, 2, 3], MaxTokens = 4 }], false);
                var start = clock.Milliseconds;
                answers[i] = await AnswerAsync(engine, requests, policies[i].Together);
                var time = clock.Milliseconds - start;
                best[i] = best[i] == 0 ? time : Math.Min(best[i], time);
            }
        }

        var tokens = answers[0].Sum(answer => answer.Length);
        Console.WriteLine("| 24 requests | answer tokens/s | times | answers equal |\n|---|---|---|---|");
        for (var i = 0; i < policies.Length; i++)
        {
            var equal = answers[i].Zip(answers[0]).Count(pair => pair.First.SequenceEqual(pair.Second));
            Console.WriteLine($"| {policies[i].Name} | {tokens * 1000 / best[i]:F0} | {best[0] / best[i]:F2} | {equal}/24 |");
        }
    }

    private static async Task<int[][]> AnswerAsync(OnnxGenerationEngine engine, GenerationRequest[] requests, bool together)
    {
        if (together)
        {
            return await Task.WhenAll(requests.Select(request => AnswerAsync(engine, request)));
        }

        var answers = new List<int[]>();
        foreach (var request in requests)
        {
            answers.Add(await AnswerAsync(engine, request));
        }

        return [.. answers];
    }

    internal static async Task<int[]> AnswerAsync(OnnxGenerationEngine engine, GenerationRequest request)
    {
        var answer = new List<int>();
        await foreach (var token in engine.GenerateAsync(request, CancellationToken.None))
        {
            answer.Add(token.Choice.Token);
        }

        return [.. answer];
    }
}
