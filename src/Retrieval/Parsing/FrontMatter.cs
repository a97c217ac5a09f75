using Retrieval.Documents;

namespace Retrieval.Parsing;

/// <summary>What a document states about itself outside its prose.</summary>
internal sealed record FrontMatter(string? Title, DateOnly? Date, string? Version, string? Supersedes)
{
    /// <summary>The last day on which the content is valid.</summary>
    public DateOnly? EffectiveTo { get; init; }

    public static FrontMatter None { get; } = new(null, null, null, null);

    /// <summary>Licence, training, consent.</summary>
    public DocumentRights Rights { get; init; } = DocumentRights.Unstated;

    /// <summary>
    /// Reads the <c>key: value</c> lines between two lines of three dashes at the start of a Markdown file: title,
    /// date (or effective_from), effective_to, version, supersedes and the keys of <see cref="DocumentRights"/>; other keys are ignored. Nested YAML
    /// is not read.
    /// </summary>
    /// <param name="text">The whole file.</param>
    /// <param name="body">What follows the front matter; the whole text when there is none.</param>
    public static FrontMatter Read(string text, out string body)
    {
        body = text;
        using var lines = new StringReader(text);
        if (lines.ReadLine()?.TrimEnd() != "---")
        {
            return None;
        }

        var facts = None;
        while (lines.ReadLine() is { } line)
        {
            if (line.TrimEnd() is "---" or "...")
            {
                body = lines.ReadToEnd();
                return facts;
            }

            facts = facts.WithLine(line);
        }

        return None;
    }

    /// <summary>The same facts with one more; used for HTML <c>meta</c> elements too.</summary>
    public FrontMatter With(string key, string raw)
    {
        var value = Whitespace.Collapse(raw.Trim().Trim('"', '\''), ParsingLimits.MaxTitleLength);
        return value.Length == 0 ? this : key.Trim().ToLowerInvariant() switch
        {
            "title" => this with { Title = value },
            "effective_to" => this with { EffectiveTo = DateFinder.First(value) ?? EffectiveTo },
            "date" or "effective_from" => this with { Date = DateFinder.First(value) ?? Date },
            "version" => this with { Version = value },
            "supersedes" => this with { Supersedes = value },
            var other => this with { Rights = Rights.With(other, value) },
        };
    }

    private FrontMatter WithLine(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 ? With(line[..colon], line[(colon + 1)..]) : this;
    }
}
