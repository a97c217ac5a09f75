using System.Globalization;

namespace LanguageModels.Templates;

/// <summary>Attributes, items and iteration of values. Names that start with an underscore are out of reach.</summary>
internal static class Access
{
    public static object? Attribute(object? target, string name) => target switch
    {
        Undefined undefined => throw undefined.Error(),
        _ when name.StartsWith('_') => new Undefined($"access to attribute '{name}' is unsafe"),
        IReadOnlyDictionary<string, object?> map => MapMethods.Find(map, name) ?? (map.TryGetValue(name, out var value) ? value : Missing(name)),
        NamespaceValue space => space.Fields.TryGetValue(name, out var field) ? field : Missing(name),
        LoopValue loop => loop.Field(name),
        TupleValue tuple when tuple.IndexOf(name) is >= 0 and var at => tuple[at],
        string text => (object?)StringMethods.Find(text, name) ?? Missing(name),
        _ => Missing(name),
    };

    public static object? Item(object? target, object? key, Budget budget) => (target, key) switch
    {
        (Undefined undefined, _) => throw undefined.Error(),
        (IReadOnlyDictionary<string, object?> map, string name) when map.TryGetValue(name, out var value) => value,
        (IReadOnlyList<object?> list, long index) => At(list, index),
        (string text, long index) => At(Iterate(text, budget), index),
        (_, string name) => Attribute(target, name),
        _ => Missing(ValueText.Of(key, budget)),
    };

    public static IReadOnlyList<object?> Iterate(object? value, Budget budget)
    {
        IReadOnlyList<object?> items = value switch
        {
            IReadOnlyList<object?> list => list,
            IReadOnlyDictionary<string, object?> map => [.. map.Keys],
            string text => Characters(text),
            Undefined => [],
            _ => throw new TemplateException("expected a list, a dict or text to go through, found another value"),
        };
        budget.Spend(items.Count);
        return items;
    }

    /// <summary>Length in code points or items.</summary>
    public static long Length(object? value, Budget budget) => Iterate(value, budget).Count;

    // By code points, as Python counts; a lone surrogate counts as one.
    private static object?[] Characters(string text)
    {
        var characters = new List<object?>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var length = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) ? 2 : 1;
            characters.Add(text.Substring(i, length));
            i += length - 1;
        }

        return [.. characters];
    }

    private static object? At(IReadOnlyList<object?> list, long index)
    {
        var at = index < 0 ? index + list.Count : index;
        return at >= 0 && at < list.Count ? list[(int)at] : new Undefined(string.Create(CultureInfo.InvariantCulture, $"list object has no element {index}"));
    }

    private static Undefined Missing(string name) => new($"the value has no attribute '{name}'");
}

/// <summary>Slices with Python's clamping.</summary>
internal static class Slicing
{
    public static object? Of(object? target, object? from, object? to, object? step, Budget budget)
    {
        if (target is Undefined undefined)
        {
            throw undefined.Error();
        }

        var items = Access.Iterate(target, budget);
        var by = step is null ? 1 : Number(step);
        if (by == 0)
        {
            throw new TemplateException("expected a slice step other than 0");
        }

        var (low, high) = by > 0 ? (0L, (long)items.Count) : (-1L, items.Count - 1L);
        var start = from is null ? (by > 0 ? low : high) : Clamp(Number(from), items.Count, low, high);
        var end = to is null ? (by > 0 ? high : low) : Clamp(Number(to), items.Count, low, high);
        var kept = new List<object?>();
        for (var i = start; by > 0 ? i < end : i > end; i += by)
        {
            kept.Add(items[(int)i]);
        }

        return target is string ? string.Concat(kept) : target is TupleValue ? new TupleValue(kept) : kept;
    }

    private static long Clamp(long index, long count, long low, long high) => Math.Clamp(index < 0 ? index + count : index, low, high);

    private static long Number(object value) => value is long number && Math.Abs((double)number) < 1e15 ? number : throw new TemplateException("expected integers in a slice");
}

/// <summary>The <c>loop</c> of a for.</summary>
internal sealed class LoopValue(IReadOnlyList<object?> items, LoopValue? outer)
{
    public int Index0 { get; set; }

    private int Depth => outer is null ? 1 : outer.Depth + 1;

    public object? Field(string name) => name switch
    {
        "index" => Index0 + 1L,
        "index0" => (long)Index0,
        "revindex" => (long)items.Count - Index0,
        "revindex0" => items.Count - Index0 - 1L,
        "first" => Index0 == 0,
        "last" => Index0 == items.Count - 1,
        "length" => (long)items.Count,
        "depth" => (long)Depth,
        "depth0" => Depth - 1L,
        "previtem" => Index0 > 0 ? items[Index0 - 1] : new Undefined("there is no previous item"),
        "nextitem" => Index0 + 1 < items.Count ? items[Index0 + 1] : new Undefined("there is no next item"),
        "cycle" => new Callable("cycle", (_, a) => a.Positional.Count > 0 ? a.Positional[Index0 % a.Positional.Count] : throw new TemplateException("cycle needs values")),
        _ => new Undefined($"loop has no attribute '{name}'"),
    };
}
