using System.Text.RegularExpressions;
using Generator.World;

namespace Generator.Composition;

/// <summary>The composition of one article: its current subject, and how often it was named.</summary>
internal sealed partial class Run(FactBook facts, PhraseBook phrases, Scope scope)
{
    private readonly Chance _chance = new(scope.Seed);
    private readonly Naming _naming = new(new Chance(scope.Seed + "/names"));
    private Scope _scope = scope;

    /// <summary>Null where the line was all directives and nothing came of them.</summary>
    public string? Line(string line)
    {
        if (line.StartsWith('#'))
            _naming.Restart();
        var directive = WholeLine().Match(line);
        if (directive.Success && Block(directive.Groups[1].Value, directive.Groups[2].Value.Trim()) is { } lines)
            return lines.Count == 0 ? null : string.Join('\n', lines);
        var text = Expand(line);
        return text.Trim().Length == 0 && line.Trim().Length > 0 ? null : Tidy(text);
    }

    private List<string>? Block(string name, string rest) => name switch
    {
        "entity" => Enter(rest),
        "rows" => [.. rest.Split(' ').Select(Row).OfType<string>()],
        "grid" => new Grid(facts, phrases, _scope.Before).Lines(rest),
        "items" => Items(rest, numbered: false),
        "steps" => Items(rest, numbered: true),
        _ => null,
    };

    private List<string> Enter(string entity)
    {
        _scope = _scope with { Entity = entity };
        _naming.Restart();
        return [];
    }

    private string? Row(string relation)
    {
        var fact = facts.Stated(_scope.Required, relation);
        return fact is null ? null : $"| {phrases.Draw($"row.{fact.Type}.{relation}")} | {Marks.Of(fact, _scope.Before)} |";
    }

    private List<string> Items(string rest, bool numbered)
    {
        var parts = Expand(rest).Split(' ');
        var drawn = Drawn(parts[0], int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture));
        var items = drawn.Select(d => Expand(d).TrimEnd(';', '.')).ToList();
        var sentences = char.IsUpper(items[0][0]);
        return [.. items.Select((item, i) =>
            (numbered ? $"{i + 1}. " : "- ") + item + (sentences || i == items.Count - 1 ? "." : ";"))];
    }

    /// <summary>Different phrases; what is done after a loss keeps the order of the pool.</summary>
    private IEnumerable<string> Drawn(string pool, int count)
    {
        var drawn = new HashSet<string>();
        while (drawn.Count < Math.Min(count, phrases.All(pool).Count))
            drawn.Add(phrases.Draw(pool));
        return pool.StartsWith("claim.", StringComparison.Ordinal) ? phrases.All(pool).Where(drawn.Contains) : drawn;
    }

    private string Expand(string text)
    {
        for (var match = Directive().Match(text); match.Success; match = Directive().Match(text))
        {
            var before = text[..match.Index];
            text = before + Inline(match.Groups[1].Value, match.Groups[2].Value.Trim(), before) + text[(match.Index + match.Length)..];
        }
        return text;
    }

    private string Inline(string name, string rest, string before) => name switch
    {
        "E" => _naming.Next(_scope.Required, before),
        "name" => _scope.Required,
        "alias" => facts.AliasOf(_scope.Required)!,
        "kind" => Naming.Kind(_scope.Required),
        "class" => _scope.Required.Split(' ')[^2].ToLowerInvariant(),
        "say" => Say(rest),
        "val" => Value(rest, _scope.Before),
        "was" => Value(rest, before: true),
        "text" => _scope.Profile.TryGetValue(rest, out var text) ? text : "",
        "pool" => phrases.Draw(Expand(rest)),
        "with" => With(rest),
        "example" => Example(),
        _ => throw new InvalidDataException($"{_scope.Seed}: unknown directive {{{name}}}"),
    };

    private string Say(string relation)
    {
        var fact = facts.Stated(_scope.Required, relation);
        return fact is null ? "" : Fill(phrases.Draw($"say.{fact.Type}.{relation}"), fact);
    }

    private string Fill(string frame, WorldFact fact) =>
        frame.Replace("{V}", Marks.Of(fact, _scope.Before), StringComparison.Ordinal);

    private string Value(string rest, bool before)
    {
        var parts = rest.Split(" of ", 2);
        var entity = parts.Length == 2 ? parts[1] : _scope.Required;
        return facts.Stated(entity, parts[0]) is { } fact
            ? Marks.Of(fact, before)
            : throw new InvalidDataException($"{_scope.Seed}: '{parts[0]}' of {entity} may not be written down");
    }

    /// <summary>A phrase that makes sense only after a sentence about the relation: <c>relation pool</c>.</summary>
    private string With(string rest)
    {
        var parts = rest.Split(' ');
        return facts.Stated(_scope.Required, parts[0]) is null ? "" : phrases.Draw(parts[1]);
    }

    private string Example()
    {
        if (facts.Stated(_scope.Required, "excess") is not { } fact)
            return "";
        var excess = _scope.Before && fact.Old is not null ? fact.Old : fact.Value!;
        return WorkedExample.Fill(phrases.Draw(Expand("example.{class}")), WorkedExample.Amount(excess), _chance);
    }

    private static string Tidy(string text) => text.Length > 0 && text[0] is '|' ? text : Spaces().Replace(text, " ").Trim();

    [GeneratedRegex(@"^\{(\w+)([^{}]*(?:\{\w+\}[^{}]*)*)\}$")]
    private static partial Regex WholeLine();

    [GeneratedRegex(@"\{(\w+)([^{}]*)\}")]
    private static partial Regex Directive();

    [GeneratedRegex(" {2,}")]
    private static partial Regex Spaces();
}
