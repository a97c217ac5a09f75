using System.Text.Json;
using Experts.Sampling.Json;
using Xunit;

namespace Experts.Tests.Sampling.Json;

public sealed class StateCacheTests
{
    private static readonly JsonElement _schema = JsonElement.Parse(
        """{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"array","items":{"type":"number"}}},"required":["a","b"],"additionalProperties":false}""");

    [Fact]
    public void A_token_in_a_known_state_costs_no_allocation()
    {
        var grammar = JsonGrammar.FromSchema(_schema);
        var (_, tokens) = Walk.Generate(grammar, Vocabularies.Pieces, new Random(3));
        var constraint = grammar.Constrain(Vocabularies.Pieces);
        var logits = new float[Vocabularies.Pieces.Count];

        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var token in tokens)
        {
            constraint.Apply(logits);
            constraint.Accept(token);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void The_cache_stays_bounded_and_answers_that_outlive_a_generation_stay_right()
    {
        var grammar = JsonGrammar.FromSchema(JsonElement.Parse("""{"type":"string","maxLength":9999}"""));
        var cache = grammar.CacheOf(Vocabularies.Bytes);
        var constraint = grammar.Constrain(Vocabularies.Bytes);
        for (var i = 0; i < 9_999; i++)
        {
            constraint.Accept(i == 0 ? '"' : 'x');
            Assert.True(cache.Count <= 8192);
        }

        constraint.Accept('x');
        Assert.Equal(['"'], Walk.Allowed(constraint, Vocabularies.Bytes));
        Assert.True(cache.Count < 5000, "no new generation has begun");
    }

    [Fact]
    public void A_pattern_with_a_state_for_each_text_costs_a_bounded_number_of_steps()
    {
        var random = new Random(1);
        var words = Enumerable.Range(0, 5000).Select(_ => new ReadOnlyMemory<byte>([.. Enumerable.Range(0, 24).Select(_ => (byte)"ab"[random.Next(2)])]));
        var vocabulary = new TokenVocabulary([.. Enumerable.Range(0, 256).Select(value => new ReadOnlyMemory<byte>([(byte)value])), default, .. words], [256]);
        var grammar = JsonGrammar.FromSchema(JsonElement.Parse("""{"type":"string","pattern":"a.{100}b"}"""));
        var constraint = grammar.Constrain(vocabulary);
        constraint.Accept('"');

        var allowed = Walk.Allowed(constraint, vocabulary);

        Assert.Superset(new HashSet<int> { 'a', 'b', 'z' }, allowed);
        Assert.InRange(grammar.CacheOf(vocabulary).Count, 2000, 4096 + 256 + 2);
    }

    [Fact]
    public async Task Answers_on_many_threads_share_one_cache()
    {
        var grammar = JsonGrammar.FromSchema(_schema);
        var alone = Enumerable.Range(0, 16).Select(seed => Walk.Generate(JsonGrammar.FromSchema(_schema), Vocabularies.Pieces, new Random(seed)).Text);

        var together = await Task.WhenAll(Enumerable.Range(0, 16).Select(seed => Task.Run(() => Walk.Generate(grammar, Vocabularies.Pieces, new Random(seed)).Text)));

        Assert.Equal(alone, together);
    }

    [Fact]
    public void A_vocabulary_that_cannot_go_on_ends_the_answer()
    {
        var vocabulary = new TokenVocabulary(["{"u8.ToArray(), default, "}"u8.ToArray()], [1]);
        var constraint = JsonGrammar.FromSchema(_schema).Constrain(vocabulary);

        Assert.Equal([0], Walk.Allowed(constraint, vocabulary));
        constraint.Accept(0);
        Assert.Equal([1], Walk.Allowed(constraint, vocabulary));
    }

    [Fact]
    public void An_end_token_outside_the_vocabulary_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new TokenVocabulary([default], [1]));
}
