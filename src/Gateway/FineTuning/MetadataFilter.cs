namespace Gateway.FineTuning;

/// <summary>Reads the filter of a list: <c>metadata[key]=value</c>, or <c>metadata=null</c> for objects without notes.</summary>
internal static class MetadataFilter
{
    private const string Prefix = "metadata[";

    /// <summary>The notes wanted; empty for none at all, null for no filter.</summary>
    public static IReadOnlyDictionary<string, string>? Read(IQueryCollection query)
    {
        var wanted = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, values) in query)
        {
            if (name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(']') && values is [{ } value])
            {
                wanted[name[Prefix.Length..^1]] = value;
            }
        }

        return wanted.Count > 0 || query["metadata"] == "null" ? wanted : null;
    }
}
