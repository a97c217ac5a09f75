using System.Globalization;
using System.Text;

namespace Terminal.Output;

/// <summary>
/// Text for a person: headings, and under them a name and a value a line. Values that nobody stated leave no line.
/// Everything is made safe to print.
/// </summary>
public sealed class TextSheet
{
    private readonly StringBuilder _text = new();

    /// <summary>A line above facts, after an empty one unless it is the first.</summary>
    public void Heading(string text) =>
        _text.AppendLine(_text.Length == 0 ? text : Environment.NewLine + text);

    /// <summary>A name and its value; no line when nobody stated it.</summary>
    public void Fact(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            _text.AppendLine(CultureInfo.InvariantCulture, $"  {SafeText.Line(name),-15}{SafeText.Line(value)}");
        }
    }

    /// <summary>The same name for each of several values.</summary>
    public void Facts(string name, IEnumerable<string>? values)
    {
        foreach (string value in values ?? [])
        {
            Fact(name, value);
        }
    }

    /// <summary>A text of several lines, indented.</summary>
    public void Block(string text) =>
        _text.AppendLine("    " + SafeText.Block(text).TrimEnd('\n').Replace("\n", Environment.NewLine + "    "));

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    /// <summary>The parts that were stated, with the separator between them.</summary>
    public static string Joined(string separator, params IEnumerable<string?> parts) =>
        string.Join(separator, parts.Where(part => !string.IsNullOrEmpty(part)));

    /// <summary>UTC with milliseconds, as ISO 8601 writes it.</summary>
    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    /// <summary>With at most four decimals.</summary>
    public static string? Number(double? value) => value?.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>In digits alone.</summary>
    public static string? Number(int? value) => value?.ToString(CultureInfo.InvariantCulture);

    /// <summary>With at most four decimals and the unit.</summary>
    public static string? Milliseconds(double? value) => value is null ? null : $"{Number(value)} ms";
}
