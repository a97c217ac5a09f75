using System.Globalization;

namespace Cli.Models;

/// <summary>Sizes for people.</summary>
internal static class ByteText
{
    /// <summary>In MB of a million bytes, with one decimal.</summary>
    public static string Of(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB");
}
