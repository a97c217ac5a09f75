using System.Globalization;
using System.Text.RegularExpressions;

namespace Generator.Composition;

/// <summary>Puts a damage and the sum paid out (damage less excess) into an example that quotes the excess.</summary>
internal static partial class WorkedExample
{
    public static string Fill(string text, int excess, Chance chance)
    {
        var damage = ((excess / 10) + 40 + chance.Below(700)) * 10;
        return text.Replace("{damage}", Crowns(damage), StringComparison.Ordinal)
            .Replace("{paid}", Crowns(damage - excess), StringComparison.Ordinal);
    }

    public static int Amount(string value) =>
        int.Parse(NotDigit().Replace(value, ""), CultureInfo.InvariantCulture);

    private static string Crowns(int amount) => amount.ToString("#,0", CultureInfo.InvariantCulture) + " crowns";

    [GeneratedRegex("[^0-9]")]
    private static partial Regex NotDigit();
}
