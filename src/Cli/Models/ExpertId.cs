using System.CommandLine;
using Terminal.Output;

namespace Cli.Models;

/// <summary>An expert, perhaps with a version: <c>name</c> or <c>name@version</c>, a version by its first digits.</summary>
internal readonly record struct ExpertId(string Name, string? Version)
{
    private const int ShownDigits = 12;

    public static Argument<string> Argument(string description) => new("expert") { Description = description };

    public static ExpertId Parse(string text)
    {
        int at = text.IndexOf('@', StringComparison.Ordinal);
        return at < 0 ? new ExpertId(text, null) : new ExpertId(text[..at], text[(at + 1)..]);
    }

    /// <summary>The version, which must be said.</summary>
    /// <exception cref="CommandException">It was not.</exception>
    public string RequiredVersion() =>
        Version ?? throw new CommandException($"Which version of '{Name}'? Expected {Name}@<first digits>; 'models list' shows them.");

    /// <summary>Digits of a version that tell it from others of its name.</summary>
    public static string Short(string version) => version[..Math.Min(ShownDigits, version.Length)];
}
