using System.Globalization;

namespace LanguageModels.Templates;

/// <summary>Functions that every template may call.</summary>
internal static class Globals
{
    public static Scope Scope()
    {
        var scope = new Scope(null);
        Add(scope, "range", (r, a) => Range(r.Budget, a));
        Add(scope, "namespace", (_, a) => new NamespaceValue(new Dictionary<string, object?>(a.Named)));
        Add(scope, "dict", (_, a) => Map(a));
        Add(scope, "joiner", (_, a) => Joiner(a.At(0, "sep", ", ")));
        Add(scope, "raise_exception", (r, a) => throw new TemplateException(ValueText.Of(a.Required(0, "message"), r.Budget), 0, isRaisedByTemplate: true));
        Add(scope, "strftime_now", (r, a) => Date(r.Time.GetLocalNow(), ValueText.Of(a.Required(0, "format"), r.Budget)));
        return scope;
    }

    private static void Add(Scope scope, string name, Func<Rendering, Arguments, object?> body) => scope.Set(name, new Callable(name, body));

    private static OrderedDictionary<string, object?> Map(Arguments arguments)
    {
        var map = new OrderedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in arguments.Named)
        {
            map[name] = value;
        }

        return map;
    }

    private static Callable Joiner(object? separator)
    {
        var used = false;
        return new Callable("joiner", (_, _) =>
        {
            var value = used ? separator : "";
            used = true;
            return value;
        });
    }

    private static List<object?> Range(Budget budget, Arguments arguments)
    {
        var numbers = arguments.Positional.Select(p => p is long n && Math.Abs((double)n) < 1e15 ? n : throw new TemplateException("expected integers in range")).ToArray();
        var (start, end, step) = numbers switch
        {
            [var to] => (0L, to, 1L),
            [var from, var to] => (from, to, 1L),
            [var from, var to, var by] when by != 0 => (from, to, by),
            _ => throw new TemplateException("range takes one to three integers and a step other than 0"),
        };
        var items = new List<object?>();
        for (var i = start; step > 0 ? i < end : i > end; i += step)
        {
            items.Add(items.Count < Budget.MaxRange ? i : throw new TemplateException($"expected a range of at most {Budget.MaxRange}"));
        }

        budget.Spend(32L * items.Count);
        return items;
    }

    private static string Date(DateTimeOffset now, string format) => string.Concat(format.Split('%').Select((part, i) =>
        i == 0 ? part : part.Length == 0 ? "%" : Field(now, part[0]) + part[1..]));

    private static string Field(DateTimeOffset now, char field) => now.ToString(field switch
    {
        'd' => "dd",
        'm' => "MM",
        'Y' => "yyyy",
        'y' => "yy",
        'b' => "MMM",
        'B' => "MMMM",
        'a' => "ddd",
        'A' => "dddd",
        'H' => "HH",
        'M' => "mm",
        'S' => "ss",
        _ => throw new TemplateException($"the date field %{field} is not supported"),
    }, CultureInfo.InvariantCulture);
}
