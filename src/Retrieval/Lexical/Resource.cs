namespace Retrieval.Lexical;

/// <summary>Word lists and fitted weights that are compiled into the assembly.</summary>
internal static class Resource
{
    /// <summary>The lines of a list, without comments and empty ones.</summary>
    public static List<string> Lines(string name)
    {
        using var reader = new StreamReader(Open(name));
        return [.. reader.ReadToEnd().Split('\n').Where(line => line.Length > 0 && line[0] != '#')];
    }

    public static Stream Open(string name) => typeof(Resource).Assembly.GetManifestResourceStream($"Retrieval.{name}")
        ?? throw new InvalidOperationException($"the assembly was built without the resource {name}");
}
