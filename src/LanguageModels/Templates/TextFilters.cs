using System.Globalization;
using System.Net;
using System.Numerics;

namespace LanguageModels.Templates;

/// <summary>Filters on one text or number.</summary>
internal static class TextFilters
{
    public static readonly IReadOnlyDictionary<string, Func<Rendering, object?, Arguments, object?>> All = new Dictionary<string, Func<Rendering, object?, Arguments, object?>>(StringComparer.Ordinal)
    {
        ["trim"] = (r, v, a) => StringMethods.Trim(Text(r, v), a, true, true),
        ["upper"] = (r, v, _) => Text(r, v).ToUpperInvariant(),
        ["lower"] = (r, v, _) => Text(r, v).ToLowerInvariant(),
        ["title"] = (r, v, _) => StringMethods.Title(Text(r, v)),
        ["capitalize"] = (r, v, _) => StringMethods.Capitalize(Text(r, v)),
        ["replace"] = (r, v, a) => StringMethods.Replace(r.Budget, Text(r, v), Text(r, a.Required(0, "old")), Text(r, a.Required(1, "new")), a.At(2, "count") as long? ?? -1),
        ["string"] = (r, v, _) => Text(r, v),
        ["safe"] = (_, v, _) => v,
        ["e"] = (r, v, _) => r.Budget.Text(WebUtility.HtmlEncode(Text(r, v))),
        ["escape"] = (r, v, _) => r.Budget.Text(WebUtility.HtmlEncode(Text(r, v))),
        ["tojson"] = ValueJson.Of,
        ["format"] = (r, v, a) => StringMethods.Percent(Text(r, v), a.Positional, r.Budget),
        ["indent"] = Indent,
        ["wordcount"] = (r, v, _) => (long)Text(r, v).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length,
        ["truncate"] = Truncate,
        ["center"] = Center,
        ["int"] = Integer,
        ["float"] = (_, v, a) => Number(v) ?? a.At(0, "default", 0.0),
        ["abs"] = (r, v, _) => Comparing.Order(v, 0L, r.Budget) < 0 ? Arithmetic.Apply("-", 0L, v, r.Budget) : v,
        ["round"] = (_, v, a) => Math.Round(Number(v) ?? throw new TemplateException("expected a number to round"), (int)Math.Clamp(a.At(0, "precision") as long? ?? 0, 0, 15)),
        ["default"] = Default,
        ["d"] = Default,
    };

    private static string Text(Rendering rendering, object? value) => rendering.Budget.Text(ValueText.Of(value, rendering.Budget));

    private static object? Default(Rendering rendering, object? value, Arguments arguments) =>
        value is Undefined || (Comparing.IsTrue(arguments.At(1, "boolean")) && !Comparing.IsTrue(value)) ? arguments.At(0, "default_value", "") : value;

    private static double? Number(object? value) => Arithmetic.IsNumber(value) ? Arithmetic.Double(value!)
        : value is string text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static object? Integer(Rendering rendering, object? value, Arguments arguments) =>
        value is long or BigInteger ? value
        : value is string { Length: < 300 } text && BigInteger.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var big) ? Arithmetic.Normal(big)
        : Number(value) is { } number && double.IsFinite(number) ? Arithmetic.Normal(new BigInteger(number)) : arguments.At(0, "default", 0L);

    private static string Indent(Rendering rendering, object? value, Arguments arguments)
    {
        var blank = new string(' ', (int)Math.Clamp(arguments.At(0, "width") as long? ?? 4, 0, 64));
        var lines = Text(rendering, value).Split('\n');
        Budget.Length((long)lines.Length * blank.Length);
        return rendering.Budget.Text(string.Join('\n', lines.Select((line, i) =>
            (i == 0 ? Comparing.IsTrue(arguments.At(1, "first")) : line.Length > 0 || Comparing.IsTrue(arguments.At(2, "blank"))) ? blank + line : line)));
    }

    private static string Truncate(Rendering rendering, object? value, Arguments arguments)
    {
        var text = Text(rendering, value);
        var end = arguments.At(2, "end") as string ?? "...";
        var length = (int)Math.Clamp(arguments.At(0, "length") as long? ?? 255, end.Length, Budget.MaxTextLength);
        if (text.Length <= length + (arguments.At(3, "leeway") as long? ?? 5))
        {
            return text;
        }

        var cut = text[..(length - end.Length)];
        var space = Comparing.IsTrue(arguments.At(1, "killwords")) ? -1 : cut.LastIndexOf(' ');
        return (space < 0 ? cut : cut[..space]) + end;
    }

    private static string Center(Rendering rendering, object? value, Arguments arguments)
    {
        var text = Text(rendering, value);
        var free = (int)Math.Clamp(arguments.At(0, "width") as long? ?? 80, 0, 4096) - text.Length;
        return free <= 0 ? text : text.PadLeft(text.Length + (free / 2)).PadRight(text.Length + free);
    }
}
