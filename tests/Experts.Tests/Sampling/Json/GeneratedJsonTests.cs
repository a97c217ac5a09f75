using System.Text.Json;
using Experts.Sampling;
using Experts.Sampling.Json;
using Xunit;

namespace Experts.Tests.Sampling.Json;

public sealed class GeneratedJsonTests
{
    private static readonly int _schemas = Environment.GetEnvironmentVariable("GATEWAY_SUITES") == "all" ? 500 : 20;

    public static TheoryData<string> Names => ["bytes", "pieces"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Random_logits_under_random_schemas_end_in_a_value_that_fits(string name)
    {
        for (var seed = 0; seed < _schemas; seed++)
        {
            var schema = new RandomSchemas(seed).Next();
            var grammar = JsonGrammar.FromSchema(schema);
            for (var answer = 0; answer < 4; answer++)
            {
                var (text, _) = Walk.Generate(grammar, Vocabulary(name), new Random(1000 * seed + answer));
                using var document = JsonDocument.Parse(text);
                Assert.True(SchemaChecker.Fits(document.RootElement, schema, schema), $"seed {seed}\n{text}\ndoes not fit\n{schema}");
                Assert.True(Walk.Accepts(grammar, text), $"another vocabulary refuses {text}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Random_logits_without_a_schema_end_in_an_object(string name)
    {
        var grammar = JsonGrammar.AnyObject();
        for (var seed = 0; seed < 2 * _schemas; seed++)
        {
            var (text, _) = Walk.Generate(grammar, Vocabulary(name), new Random(seed));
            using var document = JsonDocument.Parse(text);
            Assert.Equal(JsonValueKind.Object, document.RootElement.ValueKind);
        }
    }

    [Fact]
    public void The_sampler_keeps_to_the_grammar()
    {
        var grammar = JsonGrammar.FromSchema(JsonElement.Parse("""{"type":"object","properties":{"a":{"type":"boolean"}},"required":["a"],"additionalProperties":false}"""));
        var sampler = new Sampler(new SamplingSettings { Seed = 5 }, [], Vocabularies.Bytes.Count + 7, grammar.Constrain(Vocabularies.Bytes));
        var text = "";
        for (var token = -1; (token = sampler.Choose(new float[Vocabularies.Bytes.Count + 7]).Token) != Vocabularies.End;)
        {
            text += (char)token;
        }

        Assert.Matches("^\\{\"a\": ?(true|false)\\}$", text);
    }

    [Fact]
    public void A_model_that_only_wants_to_nest_is_stopped_at_sixty_four_levels()
    {
        var constraint = JsonGrammar.AnyObject().Constrain(Vocabularies.Bytes);
        foreach (var token in "{\"a\":"u8)
        {
            constraint.Accept(token);
        }

        for (var depth = 1; depth < 64; depth++)
        {
            Assert.Contains('[', Walk.Allowed(constraint, Vocabularies.Bytes));
            constraint.Accept('[');
        }

        Assert.DoesNotContain('[', Walk.Allowed(constraint, Vocabularies.Bytes));
        Assert.DoesNotContain('{', Walk.Allowed(constraint, Vocabularies.Bytes));
        Assert.Contains('1', Walk.Allowed(constraint, Vocabularies.Bytes));
    }

    [Fact]
    public void A_reference_that_must_be_followed_is_left_open_only_where_it_still_fits()
    {
        // Each level needs an object inside its own, so that the last level with room for "n" as an object is the one before the last.
        var grammar = JsonGrammar.FromSchema(JsonElement.Parse(
            """{"type":"object","properties":{"n":{"anyOf":[{"$ref":"#"},{"type":"object","properties":{},"additionalProperties":false}]}},"required":["n"],"additionalProperties":false}"""));
        var constraint = grammar.Constrain(Vocabularies.Bytes);
        var levels = 0;
        while (Walk.Allowed(constraint, Vocabularies.Bytes).Contains('"') || levels == 0)
        {
            foreach (var token in levels++ == 0 ? "{\"n\":{"u8 : "\"n\":{"u8)
            {
                constraint.Accept(token);
            }
        }

        Assert.Equal(63, levels);
        Assert.Equal([(int)'}'], Walk.Allowed(constraint, Vocabularies.Bytes));
    }

    private static TokenVocabulary Vocabulary(string name) => name == "bytes" ? Vocabularies.Bytes : Vocabularies.Pieces;
}
