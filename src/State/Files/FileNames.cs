using System.Globalization;
using System.Text;

namespace State.Files;

/// <summary>Names of uploaded files are shown, and tell the format by their extension; they are never opened.</summary>
public static class FileNames
{
    /// <summary>Characters that are kept; the extension survives the cut.</summary>
    public const int MaxLength = 200;

    private const string Nameless = "file";

    /// <summary>
    /// The last part of a name with <c>/</c> or <c>\</c>, without control, invisible and private characters and without dots at
    /// its beginning; <c>file</c> when nothing is left. <c>../../etc/passwd</c> becomes <c>passwd</c>.
    /// </summary>
    public static string Harmless(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var last = name[(name.AsSpan().LastIndexOfAny('/', '\\') + 1)..];
        var kept = new StringBuilder(Math.Min(last.Length, MaxLength));
        foreach (var rune in last.EnumerateRunes())
        {
            if (IsVisible(rune))
            {
                kept.Append(rune.ToString());
            }
        }

        var clean = string.Concat(kept.ToString().SkipWhile(c => c == '.' || char.IsWhiteSpace(c))).TrimEnd();
        return clean.Length == 0 ? Nameless : Shortened(clean);
    }

    private static string Shortened(string name)
    {
        if (name.Length <= MaxLength)
        {
            return name;
        }

        var extension = Path.GetExtension(name) is { Length: <= 16 } kept ? kept : "";
        var stem = MaxLength - extension.Length;
        return name[..(char.IsHighSurrogate(name[stem - 1]) ? stem - 1 : stem)] + extension;
    }

    private static bool IsVisible(Rune rune) => rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
