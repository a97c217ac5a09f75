namespace LanguageModels.Importing;

/// <summary>What a model folder says about its licence: the model card's front matter (README.md), else the heading of a licence file.</summary>
internal static class StatedLicence
{
    private const int MostCharacters = 64 * 1024, LongestHeading = 200;

    /// <summary>Such as <c>apache-2.0</c>; null where nothing is stated.</summary>
    public static string? Of(string folder)
    {
        foreach (var name in (ReadOnlySpan<string>)["README.md", "LICENSE", "LICENSE.txt", "LICENSE.md"])
        {
            var path = Path.Combine(folder, name);
            if (File.Exists(path) && (name == "README.md" ? InCard(Lines(path)) : Heading(Lines(path))) is { } licence)
            {
                return licence;
            }
        }

        return null;
    }

    /// <summary>YAML between two lines of hyphens; <c>other</c> has its name in a field of its own. A list of licences is taken as it stands.</summary>
    private static string? InCard(IReadOnlyList<string> lines)
    {
        var end = lines.Count > 0 && lines[0].TrimEnd() == "---" ? lines.Skip(1).ToList().FindIndex(line => line.TrimEnd() == "---") : -1;
        List<string> card = [.. lines.Skip(1).Take(Math.Max(0, end))];
        return Field(card, "license") is { } licence && licence != "other" ? licence : Field(card, "license_name") ?? Field(card, "license");
    }

    private static string? Field(List<string> card, string name)
    {
        var at = card.FindIndex(line => line.StartsWith(name + ":", StringComparison.Ordinal));
        if (at < 0)
        {
            return null;
        }

        var value = card[at][(name.Length + 1)..].Trim().Trim('"', '\'', '[', ']');
        var items = card.Skip(at + 1).Select(line => line.Trim()).TakeWhile(line => line.StartsWith("- ", StringComparison.Ordinal)).Select(line => line[2..].Trim());
        return value.Length > 0 ? value : string.Join(", ", items) is { Length: > 0 } list ? list : null;
    }

    private static string? Heading(IReadOnlyList<string> lines)
    {
        string[] said = [.. lines.Select(line => line.Trim()).Where(line => line.Length > 0).Take(2)];
        return said switch
        {
            [] => null,
            ["Apache License", var version, ..] when version.StartsWith("Version 2.0", StringComparison.Ordinal) => "apache-2.0",
            ["MIT License", ..] => "mit",
            [var first, ..] => first.Length <= LongestHeading ? first : first[..LongestHeading],
        };
    }

    private static List<string> Lines(string path)
    {
        using var reader = new StreamReader(path);
        var text = new char[MostCharacters];
        return [.. new string(text, 0, reader.ReadBlock(text)).Split('\n')];
    }
}
