using System.Globalization;
using System.Text.Json;
using Experts.Sampling.Json;
using Xunit;

namespace Experts.Tests.Sampling.Json;

/// <summary>Bounds and steps by chance, against a checker that computes in decimal: every number of a range is allowed exactly if it fits.</summary>
public sealed class NumberGridTests
{
    [Theory]
    [InlineData("integer", 0)]
    [InlineData("number", 0)]
    [InlineData("number", 1)]
    [InlineData("number", 2)]
    public void Every_number_near_the_bounds_is_allowed_exactly_if_it_fits(string type, int places)
    {
        var random = new Random(17 + places);
        for (var round = 0; round < 15; round++)
        {
            var schema = Schema(random, type, places, out var hasStep);
            var grammar = JsonGrammar.FromSchema(schema);
            for (var number = -130; number <= 130; number++)
            {
                var value = new decimal(number) / Power(places);
                foreach (var text in Spellings(value, type, places, hasStep))
                {
                    var fits = SchemaChecker.Fits(JsonElement.Parse(text), schema, schema);
                    Assert.True(fits == Walk.Accepts(grammar, text), $"{text} is {(fits ? "refused" : "allowed")} by {schema}");
                }
            }
        }
    }

    private static JsonElement Schema(Random random, string type, int places, out bool hasStep)
    {
        while (true)
        {
            var members = new Dictionary<string, object> { ["type"] = type };
            var unit = 1 / Power(places);
            var least = unit * random.Next(-120, 100);
            Perhaps(random.Next(2) == 0 ? "minimum" : "exclusiveMinimum", least);
            Perhaps(random.Next(2) == 0 ? "maximum" : "exclusiveMaximum", least + (unit * random.Next(0, 120)));
            Perhaps("multipleOf", unit * random.Next(1, 30));
            hasStep = members.ContainsKey("multipleOf");
            var schema = JsonSerializer.SerializeToElement(members);
            var range = Enumerable.Range(-2000, 4001).Select(number => JsonElement.Parse((number * unit).ToString(CultureInfo.InvariantCulture)));
            if (members.Count > 1 && range.Any(number => SchemaChecker.Fits(number, schema, schema)))
            {
                return schema;
            }

            void Perhaps(string keyword, decimal value)
            {
                if (random.Next(3) > 0)
                {
                    members[keyword] = value;
                }
            }
        }
    }

    /// <summary>As short as it can be and, for numbers, with zeros behind; zero has no sign. A step's numbers have no more digits than the step.</summary>
    private static IEnumerable<string> Spellings(decimal value, string type, int places, bool hasStep)
    {
        yield return value.ToString("0.#########", CultureInfo.InvariantCulture);
        if (type == "number" && places > 0 && !hasStep)
        {
            yield return value.ToString("F" + places, CultureInfo.InvariantCulture);
            yield return value.ToString("F3", CultureInfo.InvariantCulture);
        }
    }

    private static decimal Power(int places) => (decimal)Math.Pow(10, places);
}
