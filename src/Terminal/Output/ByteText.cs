using System.Globalization;

namespace Terminal.Output;

/// <summary>Sizes for people.</summary>
public static class ByteText
{
    private const long Thousand = 1_000, Million = 1_000_000;

    /// <summary>In bytes, or with one decimal in kB or MB of a thousand and a million.</summary>
    public static string Of(long bytes) => bytes switch
    {
        < Thousand => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < Million => string.Create(CultureInfo.InvariantCulture, $"{(double)bytes / Thousand:0.0} kB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(double)bytes / Million:0.0} MB"),
    };
}
