using System.Collections.Immutable;
using Retrieval.Documents;

namespace Retrieval.Parsing;

/// <summary>What a document states about itself outside its prose.</summary>
internal sealed record FrontMatter(string? Title, DateOnly? Date, string? Version, string? Supersedes)
{
    /// <summary>First day on which the content is valid; counts more than <see cref="Date"/>.</summary>
    public DateOnly? EffectiveFrom { get; init; }

    /// <summary>Last day on which the content is valid.</summary>
    public DateOnly? EffectiveTo { get; init; }

    /// <summary>Who may find the document; empty for all.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];

    public static FrontMatter None { get; } = new(null, null, null, null);

    /// <summary>Licence, training, consent.</summary>
    public DocumentRights Rights { get; init; } = DocumentRights.Unstated;

    /// <summary>
    /// Reads the <c>key: value</c> lines between two lines of three dashes at the start of a Markdown file: title,
    /// date, effective_from, effective_to, version, supersedes, access and the keys of <see cref="DocumentRights"/>; other keys are
    /// ignored. Nested YAML is not read.
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
            "date" => this with { Date = DateFinder.First(value) ?? Date },
            "effective_from" => this with { EffectiveFrom = StatedDate(key, value) },
            "effective_to" => this with { EffectiveTo = StatedDate(key, value) },
            "access" => this with { Labels = AccessLabels.Parse(value) },
            "version" => this with { Version = value },
            "supersedes" => this with { Supersedes = value },
            var other => this with { Rights = Rights.With(other, value) },
        };
    }

    /// <summary>A date that limits when a document counts is never guessed at.</summary>
    private static DateOnly StatedDate(string key, string value) => DateFinder.First(value)
        ?? throw new DocumentFormatException($"{key.Trim()} is '{value}'; expected a date such as 2026-03-01.");

    private FrontMatter WithLine(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 ? With(line[..colon], line[(colon + 1)..]) : this;
    }
}
