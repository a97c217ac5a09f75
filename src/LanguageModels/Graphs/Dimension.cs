namespace LanguageModels.Graphs;

/// <summary>A dimension of an input or output: a number, or a name for one that is known only when the graph runs.</summary>
/// <param name="Name">Null where the size is known.</param>
/// <param name="Size">0 where it is not.</param>
public readonly record struct Dimension(string? Name, long Size)
{
    /// <summary>An open dimension.</summary>
    public static implicit operator Dimension(string name) => new(name, 0);

    /// <summary>A known dimension.</summary>
    public static implicit operator Dimension(long size) => new(null, size);
}
