using System.Text.Json;
using Experts.Sampling.Json;
using Xunit;

namespace Experts.Tests.Sampling.Json;

public sealed class JsonSchemaExceptionTests
{
    [Theory]
    [InlineData("""{"type":"object","properties":{"a/b":{"type":"array","items":{"oneOf":[]}}}}""", "#/properties/a~1b/items", "oneOf")]
    [InlineData("""{"allOf":[{}]}""", "#", "allOf")]
    [InlineData("""{"type":"array","uniqueItems":true}""", "#", "uniqueItems")]
    [InlineData("""{"type":"integer","minLength":1}""", "#", "minLength")]
    [InlineData("""{"type":"object","additionalProperties":{"type":"string"}}""", "#", "additionalProperties")]
    [InlineData("""{"type":"object","properties":{},"additionalProperties":true}""", "#", "additionalProperties")]
    [InlineData("""{"type":"object","properties":{},"required":["a"]}""", "#", "required")]
    [InlineData("""{"type":"object","required":["a"]}""", "#", "required")]
    [InlineData("""{"type":"text"}""", "#", "type")]
    [InlineData("""{"anyOf":[{"type":"null"},{"enum":[{}]}]}""", "#/anyOf/1", "enum")]
    [InlineData("""{"type":"string","enum":[1]}""", "#", "enum")]
    [InlineData("""{"anyOf":[]}""", "#", "anyOf")]
    [InlineData("""{"type":"string","format":"iri"}""", "#", "format")]
    [InlineData("""{"type":"string","pattern":"a","maxLength":3}""", "#", "maxLength")]
    [InlineData("""{"type":"string","pattern":"(?=a)"}""", "#", "pattern")]
    [InlineData("""{"type":"string","pattern":"(a"}""", "#", "pattern")]
    [InlineData("""{"type":"string","pattern":"a)"}""", "#", "pattern")]
    [InlineData("""{"type":"string","pattern":"\\bx"}""", "#", "pattern")]
    [InlineData("""{"type":"string","pattern":"\\1"}""", "#", "pattern")]
    [InlineData("""{"type":"string","pattern":"[z-a]"}""", "#", "pattern")]
    [InlineData("""{"type":"string","pattern":"[a"}""", "#", "pattern")]
    [InlineData("""{"type":"string","pattern":"a{2,1}"}""", "#", "pattern")]
    [InlineData("""{"type":"string","pattern":"a$b"}""", "#", "pattern")]
    [InlineData("""{"type":"string","pattern":"\\"}""", "#", "pattern")]
    [InlineData("""{"type":"string","pattern":"\\u12"}""", "#", "pattern")]
    [InlineData("""{"type":"string","pattern":"((a{999}){999}){999}"}""", "#", "schema")]
    [InlineData("""{"type":"string","minLength":-1}""", "#", "minLength")]
    [InlineData("""{"type":"string","minLength":2,"maxLength":1}""", "#", "maxLength")]
    [InlineData("""{"type":"number","minimum":1e-16}""", "#", "minimum")]
    [InlineData("""{"type":"number","minimum":0.3,"exclusiveMaximum":0.4,"multipleOf":0.25}""", "#", "multipleOf")]
    [InlineData("""{"type":"number","exclusiveMinimum":0.5,"maximum":0.5}""", "#", "maximum")]
    [InlineData("""{"type":"integer","minimum":3,"maximum":2}""", "#", "maximum")]
    [InlineData("""{"type":"integer","multipleOf":0}""", "#", "multipleOf")]
    [InlineData("""{"type":"integer","multipleOf":-5}""", "#", "multipleOf")]
    [InlineData("""{"type":"integer","multipleOf":"5"}""", "#", "multipleOf")]
    [InlineData("""{"type":"integer","multipleOf":1000003,"minimum":100000000000}""", "#", "multipleOf")]
    [InlineData("""{"type":"integer","maximum":1e30}""", "#", "maximum")]
    [InlineData("""{"$ref":"#/$defs/x"}""", "#", "$ref")]
    [InlineData("""{"$ref":"other.json"}""", "#", "$ref")]
    [InlineData("""{"anyOf":[{"type":"null"},{"$ref":"#"}]}""", "#", "$ref")]
    [InlineData("""{"$defs":{"a":{"anyOf":[{"type":"object","properties":{"x":{"$ref":"#/$defs/b"}}},{"$ref":"#/$defs/b"}]},"b":{"anyOf":[{"$ref":"#/$defs/a"}]}},"$ref":"#/$defs/a"}""", "#/$defs/a", "$ref")]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"#"}},"required":["a"]}""", "#", "schema")]
    [InlineData("""{"const":"\ud800"}""", "#", "schema")]
    [InlineData("""{"type":"object","properties":{"a":{},"a":{}}}""", "#", "properties")]
    [InlineData("""3""", "#", "schema")]
    public void What_cannot_be_kept_to_is_refused_with_its_place(string schema, string path, string keyword)
    {
        var exception = Assert.Throws<JsonSchemaException>(() => JsonGrammar.FromSchema(JsonElement.Parse(schema)));

        Assert.Equal((path, keyword), (exception.Path, exception.Keyword));
        Assert.StartsWith($"{path}: '{keyword}': ", exception.Message);
    }

    [Fact]
    public void Schemas_that_nest_without_end_are_refused()
    {
        var schema = string.Concat(Enumerable.Repeat("{\"items\":", 70)) + "{}" + new string('}', 70);

        Assert.Throws<JsonSchemaException>(() => JsonGrammar.FromSchema(JsonDocument.Parse(schema, new JsonDocumentOptions { MaxDepth = 200 }).RootElement));
    }

    [Fact]
    public void Repetitions_of_nothing_cost_nothing()
    {
        using var schema = JsonDocument.Parse("""{"type":"string","pattern":"a(((){0,10000}){0,10000}){0,19}"}""");
        var before = GC.GetAllocatedBytesForCurrentThread();

        JsonGrammar.FromSchema(schema.RootElement);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 << 20); // it was gigabytes: an edge for each time
    }
}
