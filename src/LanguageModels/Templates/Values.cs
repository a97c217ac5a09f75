namespace LanguageModels.Templates;

/// <summary>An absent name, attribute or item: empty when printed, false in conditions, an error when used.</summary>
internal sealed record Undefined(string Message)
{
    public TemplateException Error() => new(Message);
}

/// <summary>A fixed sequence that prints with round brackets; groups of <c>groupby</c> have names too.</summary>
internal sealed class TupleValue(IReadOnlyList<object?> items, params string[] names) : IReadOnlyList<object?>
{
    public int Count => items.Count;

    public object? this[int index] => items[index];

    public int IndexOf(string name) => Array.IndexOf(names, name);

    public IEnumerator<object?> GetEnumerator() => items.GetEnumerator();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => items.GetEnumerator();
}

/// <summary>The only value a template may change: <c>namespace()</c>.</summary>
internal sealed record NamespaceValue(Dictionary<string, object?> Fields);

/// <summary>Something a template may call.</summary>
internal sealed record Callable(string Name, Func<Rendering, Arguments, object?> Body);

/// <summary>Evaluated arguments of a call, filter or test.</summary>
internal sealed record Arguments(IReadOnlyList<object?> Positional, IReadOnlyDictionary<string, object?> Named)
{
    public static readonly Arguments None = new([], new Dictionary<string, object?>());

    public object? At(int index, string name, object? otherwise = null) =>
        index < Positional.Count ? Positional[index] : Named.TryGetValue(name, out var value) ? value : otherwise;

    public object? Required(int index, string name) =>
        index < Positional.Count || Named.ContainsKey(name) ? At(index, name) : throw new TemplateException($"expected an argument '{name}', found none");

    public Arguments Skip(int count) => new([.. Positional.Skip(count)], Named);
}
