using Experts.Generation;

namespace Bench.Generation;

/// <summary>Answers that copy a passage of the prompt, and one that does not, with and without guessing from the prompt.</summary>
internal static class LookupBench
{
    private const string Passage =
        "The harbour office opens at 7:30 on weekdays and at 9:00 on Saturdays. Permits for the north quay cost 42 crowns a month and are "
        + "issued by the clerk at desk 4 against a valid certificate of the vessel. A permit that is not used for 60 days lapses; the fee is "
        + "not paid back. Lost permits are replaced once a year without charge, after that for 15 crowns.";

    public static async Task RunAsync(BenchModel model, Options options)
    {
        var cases = new (string Name, string Prompt)[]
        {
            ("copies", $"Repeat this text word for word:\n\n{Passage}"),
            ("quotes", $"{Passage}\n\nQuote the sentence that says when the office opens, then the sentence about lost permits."),
            ("does not copy", "Write a short poem about the sea and a lonely lighthouse."),
        };
        var tokenizer = model.Tokenizer;
        var clock = new Clock(options.Threads);
        Console.WriteLine("| answer | tokens | without, tokens/s | with, tokens/s | times | equal |\n|---|---|---|---|---|---|");
        foreach (var (name, text) in cases)
        {
            var request = new GenerationRequest
            {
                Prompt = [.. tokenizer.Encode($"<|im_start|>user\n{text}<|im_end|>\n<|im_start|>assistant\n", false).Ids],
                MaxTokens = 120,
                EndTokens = model.Folder.EndTokens,
                Sampling = new() { Temperature = 0 },
            };
            var (without, slow) = await MeasureAsync(model, options, clock, request, 0);
            var (with, fast) = await MeasureAsync(model, options, clock, request, new GenerationSettings().LookupTokens);
            Console.WriteLine($"| {name} | {without.Length} | {without.Length * 1000 / slow:F0} | {with.Length * 1000 / fast:F0} | {slow / fast * with.Length / without.Length:F2} | {without.SequenceEqual(with)} |");
        }
    }

    private static async Task<(int[] Answer, double Milliseconds)> MeasureAsync(BenchModel model, Options options, Clock clock, GenerationRequest request, int lookup)
    {
        await using var engine = model.Start(1, 1024, new GenerationSettings { PrefixPositions = 2048, LookupTokens = lookup });
        var (answer, best) = (await ServingBench.AnswerAsync(engine, request), double.PositiveInfinity);
        for (var round = 0; round < options.Rounds; round++)
        {
            var start = clock.Milliseconds;
            answer = await ServingBench.AnswerAsync(engine, request);
            best = Math.Min(best, clock.Milliseconds - start);
        }

        return (answer, best);
    }
}
