using System.Collections.Immutable;

namespace Retrieval.Documents;

/// <summary>
/// Words that say who may find a document: a caller must hold one of them. A document without any is found by all who may use
/// its domain.
/// </summary>
public static class AccessLabels
{
    /// <summary>Most labels of one document.</summary>
    public const int MaxCount = 16;

    /// <summary>Longest label, characters.</summary>
    public const int MaxLength = 64;

    /// <summary>Name of the attribute, of the front matter key and of the metadata key that hold them.</summary>
    public const string Key = "access";

    /// <summary>
    /// Reads labels as people write them: <c>hr, board</c> or <c>[hr, "board"]</c>. What is no label becomes one that nobody
    /// holds, so that a slip hides a document and never opens it.
    /// </summary>
    public static ImmutableArray<string> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. text.Trim().TrimStart('[').TrimEnd(']').Split([',', ';'], StringSplitOptions.RemoveEmptyEntries)
            .Select(label => label.Trim().Trim('"', '\'').Trim().ToLowerInvariant())
            .DefaultIfEmpty("")
            .Select(label => IsLabel(label) ? label : Nobody)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Take(MaxCount)];
    }

    /// <summary>1 to 64 of <c>a-z 0-9 - _ . : /</c>.</summary>
    public static bool IsLabel(string label) => label is { Length: > 0 and <= MaxLength }
        && label.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_' or '.' or ':' or '/');

    /// <summary>A label that no key can hold, for it breaks the rules.</summary>
    internal const string Nobody = "!";
}
