namespace Gateway.LocalModels;

/// <summary>The model id of an expert: <c>expert/&lt;name&gt;</c>, or <c>expert/&lt;name&gt;@&lt;version&gt;</c> for one that does not move.</summary>
/// <param name="Name">Name in the registry.</param>
/// <param name="Version">A version; null for the current one.</param>
internal readonly record struct ExpertName(string Name, string? Version)
{
    /// <summary>What ids of experts begin with.</summary>
    public const string Prefix = "expert/";

    /// <summary>The id without a version, by which keys allow it.</summary>
    public string Unversioned => Prefix + Name;

    /// <summary>Reads a model id; false when it is no expert's.</summary>
    public static bool TryParse(string model, out ExpertName name)
    {
        name = default;
        if (!model.StartsWith(Prefix, StringComparison.Ordinal))
            return false;
        var rest = model.AsSpan(Prefix.Length);
        var at = rest.IndexOf('@');
        name = at < 0 ? new ExpertName(rest.ToString(), null) : new ExpertName(rest[..at].ToString(), rest[(at + 1)..].ToString());
        return IsPlain(name.Name) && (name.Version is null || IsPlain(name.Version));
    }

    /// <summary>Letters, digits and marks that mean nothing in a path: what comes from a request never leaves the registry's folder.</summary>
    private static bool IsPlain(string part) =>
        part.Length is > 0 and <= 200 && part[0] != '.' && !part.AsSpan().ContainsAnyExcept("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-");

    /// <inheritdoc/>
    public override string ToString() => Version is null ? Unversioned : $"{Unversioned}@{Version}";
}
