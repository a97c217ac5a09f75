using System.Text;

namespace LanguageModels.Templates;

/// <summary>Methods of text.</summary>
internal static class StringMethods
{
    private static readonly Dictionary<string, Func<Budget, string, Arguments, object?>> _all = new(StringComparer.Ordinal)
    {
        ["strip"] = (_, s, a) => Trim(s, a, true, true),
        ["lstrip"] = (_, s, a) => Trim(s, a, true, false),
        ["rstrip"] = (_, s, a) => Trim(s, a, false, true),
        ["upper"] = (_, s, _) => s.ToUpperInvariant(),
        ["lower"] = (_, s, _) => s.ToLowerInvariant(),
        ["title"] = (_, s, _) => Title(s),
        ["capitalize"] = (_, s, _) => Capitalize(s),
        ["startswith"] = (_, s, a) => Any(a, p => s.StartsWith(p, StringComparison.Ordinal)),
        ["endswith"] = (_, s, a) => Any(a, p => s.EndsWith(p, StringComparison.Ordinal)),
        ["replace"] = (b, s, a) => Replace(b, s, Text(a, 0), Text(a, 1), a.At(2, "count") as long? ?? -1),
        ["split"] = (b, s, a) => Split(s, a),
        ["find"] = (_, s, a) => (long)s.IndexOf(Text(a, 0), StringComparison.Ordinal),
        ["count"] = (_, s, a) => (long)(Text(a, 0).Length == 0 ? s.Length + 1 : s.Split(Text(a, 0)).Length - 1),
        ["isdigit"] = (_, s, _) => s.Length > 0 && s.All(char.IsDigit),
        ["join"] = (b, s, a) => Join(b, s, Access.Iterate(a.Required(0, "iterable"), b)),
        ["format"] = (b, s, a) => Format(b, s, a),
    };

    public static Callable? Find(string text, string name) => _all.TryGetValue(name, out var method)
        ? new Callable(name, (r, a) =>
        {
            r.Budget.Spend(text.Length);
            var value = method(r.Budget, text, a);
            return value is string made ? r.Budget.Text(made) : value;
        })
        : null;

    public static string Join(Budget budget, string separator, IReadOnlyList<object?> items)
    {
        var output = new StringBuilder();
        for (var i = 0; i < items.Count; i++)
        {
            output.Append(i > 0 ? separator : "").Append(ValueText.Of(items[i], budget));
            Budget.Length(output.Length);
        }

        return budget.Text(output.ToString());
    }

    public static string Replace(Budget budget, string text, string old, string with, long count)
    {
        if (old.Length == 0)
        {
            throw new TemplateException("expected a text to replace, found an empty one");
        }

        var parts = count < 0 ? text.Split(old) : text.Split(old, (int)Math.Min(count + 1, int.MaxValue));
        Budget.Length(text.Length + ((long)parts.Length * with.Length));
        return budget.Text(string.Join(with, parts));
    }

    public static string Title(string text)
    {
        var output = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            output.Append(i > 0 && char.IsLetter(text[i - 1]) ? char.ToLowerInvariant(text[i]) : char.ToUpperInvariant(text[i]));
        }

        return output.ToString();
    }

    public static string Capitalize(string text) => text.Length == 0 ? "" : char.ToUpperInvariant(text[0]) + text[1..].ToLowerInvariant();

    /// <summary>%s, %d and %% of printf.</summary>
    public static string Percent(string format, IReadOnlyList<object?> values, Budget budget)
    {
        var (output, next) = (new StringBuilder(), 0);
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%')
            {
                output.Append(format[i]);
                continue;
            }

            var kind = ++i < format.Length ? format[i] : ' ';
            output.Append(kind switch
            {
                '%' => "%",
                's' or 'd' when next < values.Count => ValueText.Of(values[next++], budget),
                _ => throw new TemplateException("expected %s, %d or %% with a value for each"),
            });
            Budget.Length(output.Length);
        }

        return budget.Text(output.ToString());
    }

    public static string Trim(string text, Arguments arguments, bool start, bool end)
    {
        var characters = (arguments.At(0, "chars") as string)?.ToCharArray();
        text = start ? characters is null ? text.TrimStart() : text.TrimStart(characters) : text;
        return end ? characters is null ? text.TrimEnd() : text.TrimEnd(characters) : text;
    }

    private static string Text(Arguments arguments, int index) =>
        arguments.Required(index, "text") as string ?? throw new TemplateException("expected text as an argument, found another value");

    private static bool Any(Arguments arguments, Func<string, bool> holds) =>
        arguments.Required(0, "prefix") is TupleValue many ? many.OfType<string>().Any(holds) : holds(Text(arguments, 0));

    private static object?[] Split(string text, Arguments arguments)
    {
        var limit = (int)Math.Clamp(arguments.At(1, "maxsplit") as long? ?? -1, -1, 1 << 20);
        var parts = arguments.At(0, "sep") switch
        {
            null => text.Split((char[]?)null, limit < 0 ? int.MaxValue : limit + 1, StringSplitOptions.RemoveEmptyEntries),
            string { Length: > 0 } separator => text.Split(separator, limit < 0 ? int.MaxValue : limit + 1),
            _ => throw new TemplateException("expected a text to split at"),
        };
        return [.. parts];
    }

    private static string Format(Budget budget, string format, Arguments arguments)
    {
        var parts = format.Split("{}");
        if (parts.Length - 1 > arguments.Positional.Count || parts.Any(p => p.Contains('{', StringComparison.Ordinal)))
        {
            throw new TemplateException("expected '{}' for each value in format; other fields are not supported");
        }

        return budget.Text(string.Concat(parts.Select((p, i) => p + (i < parts.Length - 1 ? ValueText.Of(arguments.Positional[i], budget) : ""))));
    }
}

/// <summary>Methods of dicts that read.</summary>
internal static class MapMethods
{
    public static Callable? Find(IReadOnlyDictionary<string, object?> map, string name) => name switch
    {
        "items" => new Callable(name, (_, _) => Items(map)),
        "keys" => new Callable(name, (_, _) => map.Keys.ToArray<object?>()),
        "values" => new Callable(name, (_, _) => map.Values.ToArray()),
        "get" => new Callable(name, (_, a) => a.Required(0, "key") is string key && map.TryGetValue(key, out var value) ? value : a.At(1, "default")),
        _ => null,
    };

    public static IReadOnlyList<object?> Items(IReadOnlyDictionary<string, object?> map) => [.. map.Select(p => new TupleValue([p.Key, p.Value]))];
}
