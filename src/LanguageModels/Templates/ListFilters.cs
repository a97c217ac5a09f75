namespace LanguageModels.Templates;

/// <summary>Filters on lists and dicts.</summary>
internal static class ListFilters
{
    public static readonly IReadOnlyDictionary<string, Func<Rendering, object?, Arguments, object?>> All = new Dictionary<string, Func<Rendering, object?, Arguments, object?>>(StringComparer.Ordinal)
    {
        ["length"] = (r, v, _) => Access.Length(v, r.Budget),
        ["count"] = (r, v, _) => Access.Length(v, r.Budget),
        ["first"] = (r, v, _) => Items(r, v) is [var first, ..] ? first : new Undefined("there is no first item"),
        ["last"] = (r, v, _) => Items(r, v) is [.., var last] ? last : new Undefined("there is no last item"),
        ["list"] = (r, v, _) => Items(r, v).ToArray(),
        ["join"] = (r, v, a) => StringMethods.Join(r.Budget, ValueText.Of(a.At(0, "d", ""), r.Budget), [.. Items(r, v).Select(i => Field(r, i, a.At(1, "attribute")))]),
        ["sort"] = (r, v, a) => Sorted(r, Items(r, v), a.At(2, "attribute"), Comparing.IsTrue(a.At(0, "reverse"))),
        ["dictsort"] = (r, v, _) => Sorted(r, MapMethods.Items(Map(v)), 0L, false),
        ["items"] = (_, v, _) => v is Undefined ? [] : MapMethods.Items(Map(v)),
        ["sum"] = (r, v, a) => Items(r, v).Aggregate(a.At(1, "start", 0L), (sum, i) => Arithmetic.Apply("+", sum, Field(r, i, a.At(0, "attribute")), r.Budget)),
        ["max"] = (r, v, _) => Sorted(r, Items(r, v), null, true) is [var most, ..] ? most : new Undefined("there is no greatest item"),
        ["min"] = (r, v, _) => Sorted(r, Items(r, v), null, false) is [var least, ..] ? least : new Undefined("there is no least item"),
        ["unique"] = (r, v, _) => Items(r, v).Aggregate(new List<object?>(), (kept, i) => { if (!Comparing.Contains(kept, i, r.Budget)) { kept.Add(i); } return kept; }),
        ["reverse"] = (r, v, _) => v is string ? string.Concat(Items(r, v).Reverse()) : Items(r, v).Reverse().ToArray(),
        ["map"] = Mapped,
        ["select"] = (r, v, a) => Kept(r, v, a, false, true),
        ["reject"] = (r, v, a) => Kept(r, v, a, false, false),
        ["selectattr"] = (r, v, a) => Kept(r, v, a, true, true),
        ["rejectattr"] = (r, v, a) => Kept(r, v, a, true, false),
        ["batch"] = (r, v, a) => Items(r, v).Chunk((int)Math.Clamp(a.Required(0, "linecount") as long? ?? 1, 1, 1 << 20)).ToArray<object?>(),
        ["groupby"] = Grouped,
        ["attr"] = (r, v, a) => Access.Attribute(v, ValueText.Of(a.Required(0, "name"), r.Budget)),
    };

    private static IReadOnlyList<object?> Items(Rendering rendering, object? value) => Access.Iterate(value, rendering.Budget);

    private static IReadOnlyDictionary<string, object?> Map(object? value) =>
        value as IReadOnlyDictionary<string, object?> ?? throw new TemplateException("expected a dict, found another value");

    private static object? Field(Rendering rendering, object? item, object? attribute) => attribute is null ? item : Access.Item(item, attribute, rendering.Budget);

    private static object?[] Sorted(Rendering rendering, IReadOnlyList<object?> items, object? attribute, bool reverse)
    {
        var order = Comparer<object?>.Create((a, b) => Comparing.Order(a, b, rendering.Budget));
        object? Key(object? item) => Field(rendering, item, attribute) is var field && field is string text ? text.ToLowerInvariant() : field;
        try
        {
            return reverse ? [.. items.OrderByDescending(Key, order)] : [.. items.OrderBy(Key, order)];
        }
        catch (InvalidOperationException wrapped) when (wrapped.InnerException is TemplateException inner)
        {
            throw inner;
        }
    }

    private static object?[] Mapped(Rendering rendering, object? value, Arguments arguments)
    {
        var items = Items(rendering, value);
        if (arguments.Named.TryGetValue("attribute", out var attribute))
        {
            return [.. items.Select(i => Field(rendering, i, attribute) is var f && f is Undefined ? arguments.Named.GetValueOrDefault("default", f) : Field(rendering, i, attribute))];
        }

        var name = arguments.Required(0, "filter") as string ?? "";
        var filter = TextFilters.All.GetValueOrDefault(name) ?? All.GetValueOrDefault(name) ?? throw new TemplateException($"no filter named '{name}'");
        return [.. items.Select(i => Guarded(rendering, () => filter(rendering, i, arguments.Skip(1))))];
    }

    // Filters that call filters by name ('map' of 'map') are as deep as their data.
    private static object? Guarded(Rendering rendering, Func<object?> body)
    {
        rendering.Budget.Enter();
        var value = body();
        rendering.Budget.Leave();
        return value;
    }

    private static object?[] Kept(Rendering rendering, object? value, Arguments arguments, bool byAttribute, bool keeps)
    {
        var attribute = byAttribute ? arguments.Required(0, "attribute") : null;
        var rest = byAttribute ? arguments.Skip(1) : arguments;
        var name = rest.Positional.Count > 0 ? ValueText.Of(rest.Positional[0], rendering.Budget) : null;
        var test = name is null ? (_, v, _) => Comparing.IsTrue(v) : ValueTests.All.GetValueOrDefault(name) ?? throw new TemplateException($"no test named '{name}'");
        return [.. Items(rendering, value).Where(i => test(rendering, Field(rendering, i, attribute), rest.Skip(1)) == keeps)];
    }

    private static object?[] Grouped(Rendering rendering, object? value, Arguments arguments)
    {
        var attribute = arguments.Required(0, "attribute");
        var groups = new List<(object? Key, List<object?> Items)>();
        foreach (var item in Sorted(rendering, Items(rendering, value), attribute, false))
        {
            var key = Field(rendering, item, attribute);
            if (groups.Count == 0 || !Comparing.AreEqual(groups[^1].Key, key, rendering.Budget))
            {
                groups.Add((key, []));
            }

            groups[^1].Items.Add(item);
        }

        return [.. groups.Select(g => new TupleValue([g.Key, g.Items], "grouper", "list"))];
    }
}
