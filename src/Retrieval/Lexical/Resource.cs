namespace Retrieval.Lexical;

/// <summary>Word lists that are compiled into the assembly.</summary>
internal static class Resource
{
    /// <summary>The lines of a list, without comments and empty ones.</summary>
    public static List<string> Lines(string name)
    {
        using var stream = typeof(Resource).Assembly.GetManifestResourceStream($"Retrieval.Lexical.{name}")
            ?? throw new InvalidOperationException($"the assembly was built without the word list {name}");
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n').Where(line => line.Length > 0 && line[0] != '#')];
    }
}
