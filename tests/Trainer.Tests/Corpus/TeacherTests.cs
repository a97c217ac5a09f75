using Microsoft.Extensions.AI;
using Support;
using Trainer.Corpus;
using Trainer.Corpus.Pairing;
using Trainer.Corpus.Teaching;
using Xunit;
using static Trainer.Tests.Corpus.Drafts;

namespace Trainer.Tests.Corpus;

public sealed class TeacherTests : IDisposable
{
    private const string Passage = "The fee for a seal is 9 crowns. It is due at once.";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_note_that_the_passage_supports_becomes_a_pair_with_its_quote()
    {
        var (pairs, _) = await WriteAsync("""{"note":"The fee for a seal is 9 crowns.","answer":"9 crowns","quote":"The fee for a seal is 9 crowns","wordings":["What does a seal cost?","seal price please"]}""");

        var pair = Assert.Single(pairs);
        Assert.Equal(("The fee for a seal is 9 crowns.", PairOrigin.Teacher), (pair.Note, pair.Origin));
        Assert.Equal(["What does a seal cost?", "seal price please"], pair.Wordings);
        Assert.Equal(("shop/a.md", "The fee for a seal is 9 crowns"), (pair.Sources[0].DocumentId, pair.Sources[0].Stated));
    }

    [Theory]
    [InlineData("""{"note":"The fee is 8 crowns.","answer":"8 crowns","quote":"The fee for a seal is 8 crowns","wordings":["what is the fee"]}""", "a taught quote is not in the passage")]
    [InlineData("""{"note":"The fee is 8 crowns.","answer":"8 crowns","quote":"The fee for a seal is 9 crowns","wordings":["what is the fee"]}""", "a taught answer is not in its quote")]
    [InlineData("""{"note":"There is a fee.","answer":"9 crowns","quote":"The fee for a seal is 9 crowns","wordings":["what is the fee"]}""", "a taught answer is not in its note")]
    [InlineData("""{"note":"The fee for a seal is 9 crowns since 1999.","answer":"9 crowns","quote":"The fee for a seal is 9 crowns","wordings":["what is the fee"]}""", "a taught note names something that the passage does not")]
    [InlineData("""{"note":"The fee that Zorro takes is 9 crowns.","answer":"9 crowns","quote":"The fee for a seal is 9 crowns","wordings":["what is the fee"]}""", "a taught note names something that the passage does not")]
    [InlineData("""{"note":"The fee""", "a taught line is no JSON of the form asked for")]
    [InlineData("""{"note":"The fee for a seal is 9 crowns.","answer":"9 crowns","quote":"The fee for a seal is 9 crowns","wordings":["known already?"]}""", "a taught wording is answered without its note")]
    [InlineData("""{"note":"The fee for a seal is 9 crowns.","answer":"9 crowns","quote":"The fee for a seal is 9 crowns","wordings":["what is unrelated"]}""", "a taught wording is not answered by its note")]
    public async Task What_is_not_supported_is_turned_away_and_counted(string reply, string reason)
    {
        var (pairs, refusals) = await WriteAsync(reply);

        Assert.Empty(pairs);
        Assert.Equal(1, refusals.Counts[reason]);
    }

    [Fact]
    public async Task A_question_that_gives_its_answer_away_is_left_out()
    {
        var (pairs, _) = await WriteAsync("""{"note":"The fee for a seal is 9 crowns.","answer":"9 crowns","quote":"The fee for a seal is 9 crowns","wordings":["is it 9 crowns for a seal","what does a seal cost","What does a SEAL cost?"]}""");

        Assert.Equal(["what does a seal cost"], Assert.Single(pairs).Wordings);
    }

    [Fact]
    public async Task A_second_run_asks_nothing_and_gives_the_same()
    {
        const string Reply = """{"note":"The fee for a seal is 9 crowns.","answer":"9 crowns","quote":"The fee for a seal is 9 crowns","wordings":["What does a seal cost?"]}""";
        var (first, _) = await WriteAsync(Reply);
        await File.AppendAllTextAsync(_folder["teacher.jsonl"], "{\"Key\":\"cut o", TestContext.Current.CancellationToken);

        var (second, _) = await WriteAsync(null);

        Assert.Equal(first[0].Wordings, second[0].Wordings);
    }

    [Fact]
    public async Task More_wordings_are_checked_like_the_first_ones()
    {
        using var client = new Scripted("""Here: ["What must I pay for a seal?", "known already?", "9 crowns?"]""");
        using var teacher = new Teacher(client, new TeacherSettings { Model = "m" }, _folder["teacher.jsonl"]);
        var pair = new NotePair("g", PairKind.Fact, PairOrigin.Rule, ["seal fee"], "The fee for a seal is 9 crowns.", []) { Answer = "9 crowns" };

        var reworded = await teacher.RewordAsync(pair, new PairRefusals(), TestContext.Current.CancellationToken);

        Assert.Equal(["seal fee", "What must I pay for a seal?"], reworded.Wordings);
    }

    private async Task<(IReadOnlyList<NotePair> Pairs, PairRefusals Refusals)> WriteAsync(string? reply)
    {
        using var client = new Scripted(reply);
        using var teacher = new Teacher(client, new TeacherSettings { Model = "m" }, _folder["teacher.jsonl"]);
        var refusals = new PairRefusals();
        var draft = Draft("a.md", Passage);
        return (await teacher.WriteAsync(new KeptDocument(draft.Document, draft.Text), refusals, TestContext.Current.CancellationToken), refusals);
    }

    /// <summary>Writes what it is told to; answers from a note when there is one, and knows one thing by heart. Null: may not be asked.</summary>
    private sealed class Scripted(string? reply) : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            var all = messages.ToList();
            Assert.NotNull(reply);
            var (system, prompt) = (all[0].Text, all[1].Text);
            var answer = !system.StartsWith("Answer", StringComparison.Ordinal) ? reply
                : prompt.StartsWith("known", StringComparison.Ordinal) || (prompt.Contains("Note:", StringComparison.Ordinal) && !prompt.Contains("unrelated", StringComparison.Ordinal)) ? "9 crowns"
                : "unknown";
            return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, answer)));
        }

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException("The teacher takes whole replies.");

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
