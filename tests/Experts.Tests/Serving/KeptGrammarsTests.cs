using System.Text.Json;
using Experts.Sampling.Json;
using Experts.Serving;
using Experts.Tests.Sampling.Json;
using Xunit;

namespace Experts.Tests.Serving;

/// <summary>Measures memory, so nothing runs beside it.</summary>
[CollectionDefinition(nameof(KeptGrammarsTests), DisableParallelization = true)]
[Collection(nameof(KeptGrammarsTests))]
public sealed class KeptGrammarsTests
{
    [Fact]
    public void The_bytes_of_a_grammar_are_those_that_it_holds()
    {
        var schema = Text(3000);
        JsonGrammar.FromSchema(schema); // code and tables that all share
        var before = Held();
        var grammar = JsonGrammar.FromSchema(schema);
        var compiled = Held() - before;
        Assert.InRange(grammar.Bytes, compiled * 0.7, compiled * 1.5); // sizes of objects are estimated

        Use(grammar, 3000);
        var used = Held() - before;
        Assert.InRange(grammar.Bytes, used * 0.7, used * 1.5);
        Assert.True(grammar.Bytes > 4 * compiled, "answers add states, and these are counted");
    }

    [Fact]
    public void Schemas_that_grew_with_their_answers_make_room_for_others()
    {
        var kept = new KeptGrammars(mostBytes: 8 << 20);
        var first = kept.Of(Text(3001));
        Use(first, 3000); // about 7 MB

        Assert.Same(first, kept.Of(Text(3001)));
        Use(kept.Of(Text(3002)), 3000);
        kept.Of(Text(2));

        Assert.NotSame(first, kept.Of(Text(3001)));
        Assert.InRange(kept.Bytes, 1, 8 << 20);
    }

    [Fact]
    public void The_schema_that_was_used_last_stays_and_their_number_is_limited_too()
    {
        var kept = new KeptGrammars();
        var first = kept.Of(Text(1));
        for (var length = 2; length < 500; length++)
        {
            kept.Of(Text(length));
            Assert.Same(first, kept.Of(Text(1)));
        }

        Assert.InRange(kept.Count, 100, 256);
    }

    private static void Use(JsonGrammar grammar, int length)
    {
        var constraint = grammar.Constrain(Vocabularies.Bytes);
        constraint.Accept('"');
        for (var i = 0; i < length; i++)
        {
            constraint.Accept('x');
        }
    }

    private static JsonElement Text(int length) => JsonElement.Parse($$"""{"type":"string","maxLength":{{length}}}""");

    /// <summary>What is held once nothing more goes away: buffers of earlier tests are given back over several collections.</summary>
    private static long Held()
    {
        var (before, now) = (long.MaxValue, GC.GetTotalMemory(forceFullCollection: true));
        for (var turn = 0; turn < 50 && before - now > 4096; turn++)
        {
            GC.WaitForPendingFinalizers();
            (before, now) = (now, GC.GetTotalMemory(forceFullCollection: true));
        }

        return now;
    }
}
