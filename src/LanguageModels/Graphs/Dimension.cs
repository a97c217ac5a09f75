namespace LanguageModels.Graphs;

/// <summary>A dimension of an input or output: a number, or a name for one that is known only when the graph runs.</summary>
internal readonly record struct Dimension(string? Name, long Size)
{
    public static implicit operator Dimension(string name) => new(name, 0);

    public static implicit operator Dimension(long size) => new(null, size);
}
