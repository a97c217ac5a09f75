using System.Text.Json;
using Experts.Generation;
using Support;
using Xunit;

namespace Experts.Tests.Generation;

public sealed class TinyModelTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Greedy_answers_are_those_of_the_reference()
    {
        await using var engine = Engines.Tiny(new GenerationSettings());
        using var expected = JsonDocument.Parse(File.ReadAllBytes(SharedFolder.File("goldens", "genai", "llama-tiny-fp32", "expected.json")!));
        foreach (var (prompt, greedy) in Lists(expected, "prompts").Zip(Lists(expected, "hf_greedy")))
        {
            var answer = await engine.AnswerAsync(Engines.Request(prompt, greedy.Length, 2), Token);

            Assert.Equal(greedy.TakeWhile(id => id != 2), answer.TakeWhile(id => id != 2));
        }
    }

    [Theory]
    [InlineData(8, 128, 0, 0)]
    [InlineData(8, 7, 0, 0)]
    [InlineData(8, 128, 16, 0)]
    [InlineData(3, 16, 5, 8)]
    [InlineData(1, 128, 16, 8)]
    public async Task Answers_in_float32_do_not_depend_on_batch_chunks_beginnings_or_guesses(int slots, int chunk, int block, int lookup)
    {
        await using var plain = Engines.Tiny(new GenerationSettings { PrefixPositions = 0, LookupTokens = 0 }, 1);
        await using var engine = Engines.Tiny(
            new GenerationSettings { PrefillChunk = chunk, PrefixPositions = block * 40, PrefixBlock = Math.Max(1, block), LookupTokens = lookup }, slots);
        var random = new Random(11);
        int[] beginning = [.. Enumerable.Range(0, 40).Select(_ => random.Next(512))];
        var requests = Enumerable.Range(0, 16)
            .Select(_ => Engines.Request([.. beginning, .. Enumerable.Range(0, 1 + random.Next(30)).Select(_ => random.Next(512))], 5 + random.Next(30))).ToArray();
        var expected = new List<int[]>();
        foreach (var request in requests)
        {
            expected.Add(await plain.AnswerAsync(request, Token));
        }

        Assert.Equal(expected, await Task.WhenAll(requests.Select(request => engine.AnswerAsync(request, Token))));
    }

    private static IEnumerable<int[]> Lists(JsonDocument document, string name) =>
        document.RootElement.GetProperty(name).EnumerateArray().Select(list => list.EnumerateArray().Select(id => id.GetInt32()).ToArray());
}
