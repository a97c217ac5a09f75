using System.Text.Json;
using Experts.Sampling.Json;
using Xunit;

namespace Experts.Tests.Sampling.Json;

public sealed class JsonGrammarTests
{
    [Theory]
    [InlineData("""{}""", true)]
    [InlineData("""{"a": [1, -2.5e+3, true], "b":{"c":null}}""", true)]
    [InlineData("""{"é😀":"\u00e9\ud83d\ude00\n\/"}""", true)]
    [InlineData("""[]""", false)]
    [InlineData("""{"a":1""", false)]
    [InlineData("""{"a":1,}""", false)]
    [InlineData("""{"a" :1}""", false)]
    [InlineData("""{"a":  1}""", false)]
    [InlineData("""{"a":01}""", false)]
    [InlineData("""{"a":+1}""", false)]
    [InlineData("""{"a":1.}""", false)]
    [InlineData("""{"a":"\ud83d"}""", false)]
    [InlineData("""{"a":"\ud83d\u0041"}""", false)]
    [InlineData("""{"a":"\ude00"}""", false)]
    [InlineData("""{"a":"\x41"}""", false)]
    [InlineData("{\"a\":\"\n\"}", false)]
    [InlineData("{} ", false)]
    public void Any_object_is_RFC_8259_without_needless_blanks(string text, bool isAllowed) =>
        Assert.Equal(isAllowed, Walk.Accepts(JsonGrammar.AnyObject(), text));

    [Theory]
    [InlineData(new byte[] { 0x80 })]
    [InlineData(new byte[] { 0xC0, 0x80 })]
    [InlineData(new byte[] { 0xE0, 0x80, 0x80 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xF4, 0x90, 0x80, 0x80 })]
    [InlineData(new byte[] { 0xC3 })]
    public void Strings_hold_only_valid_UTF_8(byte[] wrong) =>
        Assert.False(Walk.Accepts(JsonGrammar.AnyObject(), [.. "{\""u8, .. wrong, .. "\":1}"u8]));

    [Theory]
    [InlineData("""{"type":"integer","minimum":7,"maximum":112}""", "7 8 10 99 100 112", "6 07 113 -7 7.0 1000")]
    [InlineData("""{"type":"integer","exclusiveMinimum":-3,"maximum":0}""", "-2 -1 0", "-3 1 -0")]
    [InlineData("""{"type":"integer","minimum":0.5,"exclusiveMaximum":3}""", "1 2", "0 3")]
    [InlineData("""{"type":"number","minimum":0,"maximum":1}""", "0 0.25 1 1.0", "1.5 2 -0.5 1.01")]
    [InlineData("""{"type":"number","minimum":0.5,"maximum":2.25}""", "0.5 0.50 0.51 1 2.25 2.249", "0.49 0 2.26 2.251 3 -1 1e0")]
    [InlineData("""{"type":"number","exclusiveMinimum":-0.05,"exclusiveMaximum":1e-1}""", "-0.04 0 0.0 0.09 0.099", "-0.05 -0.050 0.1 0.10 -0.051 1")]
    [InlineData("""{"type":"number","exclusiveMinimum":99.95,"maximum":1000.5}""", "99.96 100 1000 1000.5 999.99", "99.95 99.9 1000.51 1001 99")]
    [InlineData("""{"type":"integer","multipleOf":5}""", "0 5 -15 100 123456789012345670", "1 12 -7 5.0 05")]
    [InlineData("""{"type":"integer","multipleOf":7,"minimum":-15,"exclusiveMaximum":49}""", "-14 -7 0 7 42", "-21 49 1 -15 50")]
    [InlineData("""{"type":"integer","multipleOf":0.75}""", "0 3 -6 9", "1 2 4 0.75")]
    [InlineData("""{"type":"number","multipleOf":0.01}""", "0 1 2.5 2.50 0.01 -3.99 12345678901234.56", "0.001 2.505 1e2")]
    [InlineData("""{"type":"number","multipleOf":0.25,"minimum":0.3,"maximum":1.5}""", "0.5 0.50 0.75 1 1.0 1.25 1.5", "0.25 0.3 0.55 1.75 1.501")]
    [InlineData("""{"type":"number","multipleOf":2.5}""", "2.5 5 5.0 -7.5 10", "2 2.50 3 7.25")]
    [InlineData("""{"type":"number","multipleOf":3}""", "3 3.0 -9 0", "1 3.3 3.00")]
    [InlineData("""{"type":"integer","multipleOf":86400}""", "0 86400 172800 31536000", "86401 1 8640")]
    [InlineData("""{"type":"integer","multipleOf":9973}""", "9973 99730 19946 9973000000", "9974 1")]
    [InlineData("""{"type":"integer","multipleOf":1000003}""", "0 1000003 -2000006 999002997", "1000004 1")]
    [InlineData("""{"type":"integer","multipleOf":100000000000007}""", "100000000000007 -900000000000063", "100000000000006 1")]
    [InlineData("""{"type":"number","exclusiveMinimum":0}""", "0.1 1 99.5 0.01", "0 0.0 -1")]
    [InlineData("""{"type":"number","minimum":-10,"exclusiveMaximum":-2}""", "-10 -2.5 -9.75", "-2 -2.0 -10.5 -11 0 1")]
    [InlineData("""{"type":"integer"}""", "0 -5 123456789012345678", "1.0 1e3 1234567890123456789")]
    [InlineData("""{"const":12}""", "12", "1 2")]
    [InlineData("""{"enum":[1,12,null]}""", "1 12 null", "2 nul")]
    [InlineData("""{"type":["boolean","null"]}""", "true false null", "0 tru")]
    [InlineData("""{"type":"string","enum":["a",1]}""", "\"a\"", "1")]
    [InlineData("""{"type":"string","minLength":1,"maxLength":2}""", "\"a\" \"é\" \"\\n😀\" \"\\ud83d\\ude00x\"", "\"\" \"abc\"")]
    [InlineData("""{"type":"string","pattern":"b+"}""", "\"b\" \"abbc\"", "\"a\"")]
    [InlineData("""{"type":"string","pattern":"^a|b$"}""", "\"ax\" \"xb\"", "\"xa\" \"bx\"")]
    [InlineData("""{"type":"string","pattern":"^[^a-c\\]]{2,3}?$"}""", "\"de\" \"[é[\"", "\"d\" \"da\" \"]d\" \"defg\"")]
    [InlineData("""{"type":"string","format":"date"}""", "\"2024-02-29\" \"2023-12-31\"", "\"2023-02-29\" \"2023-04-31\" \"2023-13-01\"")]
    [InlineData("""{"type":"string","format":"date-time"}""", "\"2024-02-29T23:59:59Z\" \"2024-01-01T00:00:00.5+02:00\"", "\"2024-01-01\" \"2024-01-01T24:00:00Z\"")]
    [InlineData("""{"type":"string","format":"duration"}""", "\"P3W\" \"P1Y2M\" \"PT5S\" \"P1DT2H\"", "\"P\" \"PT\" \"P1Y2D\"")]
    [InlineData("""{"type":"string","format":"ipv6"}""", "\"::\" \"::1\" \"1::\" \"1:2:3:4:5:6:7:8\" \"fe80::1:2\"", "\":\" \"1:2\" \"1::2::3\" \"12345::\"")]
    [InlineData("""{"type":"array","items":{"type":"integer"},"minItems":1,"maxItems":2}""", "[1] [1,2]", "[] [1,2,3] [true]")]
    [InlineData("""{"type":"array","maxItems":0}""", "[]", "[1]")]
    [InlineData("""{"type":"array","minItems":2}""", "[1,{}] [[],[],\"x\"]", "[] [1]")]
    [InlineData("""{"properties":{"a":{"type":"null"},"b":{},"c":{"type":"null"}},"required":["b"]}""", """{"b":1} {"a":null,"b":[]} {"b":0,"c":null}""", """{} {"a":null} {"b":1,"a":null} {"b":1,"d":1} {"b":1,"b":1}""")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"object","properties":{"k":{"const":"x"}},"required":["k"]},{"type":"object","properties":{"k":{"const":"xy"},"v":true},"required":["k","v"]}]}""", """ "s" {"k":"x"} {"k":"xy","v":1}""", """{"k":"x","v":1} {"k":"xy"} 1""")]
    public void A_schema_allows_what_fits_it_and_nothing_else(string schema, string allowed, string refused)
    {
        var grammar = JsonGrammar.FromSchema(JsonElement.Parse(schema));

        Assert.All(allowed.Split(' ', StringSplitOptions.RemoveEmptyEntries), text => Assert.True(Walk.Accepts(grammar, text), $"{text} is refused"));
        Assert.All(refused.Split(' ', StringSplitOptions.RemoveEmptyEntries), text => Assert.False(Walk.Accepts(grammar, text), $"{text} is allowed"));
    }

    [Fact]
    public void A_large_enumeration_keeps_all_its_values()
    {
        var names = Enumerable.Range(0, 1500).Select(number => $"value {number}").ToArray();
        var grammar = JsonGrammar.FromSchema(JsonSerializer.SerializeToElement(new Dictionary<string, object> { ["enum"] = names }));

        Assert.All(names, name => Assert.True(Walk.Accepts(grammar, $"\"{name}\"")));
        Assert.False(Walk.Accepts(grammar, "\"value 1500\""));
    }

    [Fact]
    public void Alternatives_that_begin_alike_at_every_level_stay_within_bounds()
    {
        const string Both = """{"type":"object","properties":{"c":{"anyOf":[{"$ref":"#/$defs/a"},{"$ref":"#/$defs/b"},{"type":"null"}]}},"required":["c"]}""";
        var grammar = JsonGrammar.FromSchema(JsonElement.Parse($$$"""{"$defs":{"a":{{{Both}}},"b":{{{Both}}}},"$ref":"#/$defs/a"}"""));

        Assert.True(Walk.Accepts(grammar, string.Concat(Enumerable.Repeat("{\"c\":", 40)) + "null" + new string('}', 40)));
    }

    [Fact]
    public void Only_the_end_may_follow_a_complete_object()
    {
        var constraint = JsonGrammar.AnyObject().Constrain(Vocabularies.Pieces);
        constraint.Accept('{');
        constraint.Accept('}');

        Assert.Equal([Vocabularies.End], Walk.Allowed(constraint, Vocabularies.Pieces));
    }

    [Fact]
    public void A_token_that_was_not_allowed_is_refused()
    {
        var constraint = JsonGrammar.AnyObject().Constrain(Vocabularies.Bytes);

        Assert.Throws<ArgumentException>(() => constraint.Accept('['));
    }
}
