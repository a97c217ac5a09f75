using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Support;
using Xunit;

namespace LanguageModels.Templates;

public sealed class ChatTemplateTests
{
    [Fact]
    public void Conversations_render_as_the_reference_does()
    {
        var path = SharedFolder.File("goldens", "chat-templates", "cases.json");
        Assert.SkipWhen(path is null, SharedFolder.SkipReason);
        using var golden = JsonDocument.Parse(File.ReadAllBytes(path!));
        var templates = Directory.GetFiles(Path.GetDirectoryName(path)!, "*.jinja").ToDictionary(f => Path.GetFileNameWithoutExtension(f), f => ChatTemplate.Parse(File.ReadAllText(f)));
        var wrong = golden.RootElement.GetProperty("cases").EnumerateArray().Select(c => Difference(c, () => templates[c.GetProperty("template").GetString()!], Variables(c))).OfType<string>().ToList();

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Fact]
    public void Features_of_the_language_render_as_the_reference_does()
    {
        var path = SharedFolder.File("goldens", "chat-templates", "cases.json");
        Assert.SkipWhen(path is null, SharedFolder.SkipReason);
        using var golden = JsonDocument.Parse(File.ReadAllBytes(path!));
        var variables = (Dictionary<string, object?>)Value(golden.RootElement.GetProperty("features_vars"))!;
        var wrong = golden.RootElement.GetProperty("features").EnumerateArray().Select(f => Difference(f, () => ChatTemplate.Parse(f.GetProperty("template").GetString()!), variables)).OfType<string>().ToList();

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Fact]
    public void Any_text_renders_or_is_refused_as_a_template()
    {
        string[] pieces = ["{{", "}}", "{%", "%}", "{#", "#}", "x", "'a'", "1", "(", ")", "[", "]", "|", "join", "for", "in", "if", "endif", "endfor", "set", "=", "+", "*", "**", "~", ".", ",", ":", "not", "is", "defined", " ", "\n", "-", "range", "99999999", "macro", "endmacro", "\\", "\""];
        var texts = Gen.Select(Gen.ListOf(Gen.Elements(pieces)), p => string.Concat(p));
        Prop.ForAll(Arb.From(texts), text => IsRefusedOrRendered(text)).QuickCheckThrowOnFailure();
        Prop.ForAll<string>(text => text is null || IsRefusedOrRendered("{{" + text)).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}")]
    [InlineData("{% set n = namespace(s='aaaaaaaa') %}{% for a in range(99) %}{% set n.s = n.s ~ n.s %}{% endfor %}")]
    [InlineData("{% set n = namespace(l=[]) %}{% for a in range(9999) %}{% set n.l = [n.l] %}{% endfor %}{{ n.l }}")]
    [InlineData("{% set n = namespace(l=[1]) %}{% for a in range(99) %}{% set n.l = [n.l, n.l] %}{% endfor %}{{ n.l == [n.l] }}{{ n.l }}")]
    [InlineData("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}")]
    [InlineData("{{ 9 ** 9 ** 9 ** 9 }}")]
    [InlineData("{{ 'a' * 99999999999 }}")]
    public void A_template_that_runs_away_is_stopped(string source)
    {
        Assert.Throws<TemplateException>(() => ChatTemplate.Parse(source).Render(new Dictionary<string, object?>()));
    }

    [Fact]
    public void Deep_nesting_is_refused_not_followed()
    {
        Assert.Throws<TemplateException>(() => ChatTemplate.Parse("{{ " + new string('(', 100_000) + " }}"));
        Assert.Throws<TemplateException>(() => ChatTemplate.Parse("{{ 1" + string.Concat(Enumerable.Repeat("+1", 50_000)) + " }}").Render(new Dictionary<string, object?>()));
    }

    [Fact]
    public void An_error_names_its_line()
    {
        var error = Assert.Throws<TemplateException>(() => ChatTemplate.Parse("a\nb\n{{ nope.x }}").Render(new Dictionary<string, object?>()));

        Assert.Equal(3, error.Line);
        Assert.Contains("nope", error.Message, StringComparison.Ordinal);
    }

    private static bool IsRefusedOrRendered(string text)
    {
        try
        {
            ChatTemplate.Parse(text).Render(new Dictionary<string, object?> { ["x"] = 3L });
        }
        catch (TemplateException)
        {
        }

        return true;
    }

    private static string? Difference(JsonElement item, Func<ChatTemplate> template, Dictionary<string, object?> variables)
    {
        var name = item.TryGetProperty("name", out var n) ? n.GetString() : item.GetProperty("template").GetString();
        var error = item.TryGetProperty("error", out var e) ? e.GetString() : null;
        try
        {
            var text = template().Render(variables);
            return error is not null ? $"{name}: rendered, expected {error}" : text == item.GetProperty("out").GetString() ? null : $"{name}: expected {item.GetProperty("out")} found {text}";
        }
        catch (TemplateException found)
        {
            return error is null ? $"{name}: {found.Message}"
                : found.IsRaisedByTemplate != (error == "TemplateError") || (found.IsRaisedByTemplate && found.Message != item.GetProperty("message").GetString()) ? $"{name}: {error}, found {found.Message}" : null;
        }
    }

    private static Dictionary<string, object?> Variables(JsonElement item)
    {
        var variables = new Dictionary<string, object?> { ["tools"] = null, ["documents"] = null, ["add_generation_prompt"] = false, ["messages"] = Value(item.GetProperty("messages")) };
        foreach (var property in item.GetProperty("vars").EnumerateObject())
        {
            variables[property.Name] = Value(property.Value);
        }

        return variables;
    }

    private static object? Value(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().ToDictionary(p => p.Name, p => Value(p.Value)),
        JsonValueKind.Array => json.EnumerateArray().Select(Value).ToList(),
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Number => json.TryGetInt64(out var whole) ? (object)whole : json.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };
}
