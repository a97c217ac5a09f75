using System.Collections.Frozen;
using System.Globalization;

namespace Retrieval.Lexical;

/// <summary>
/// How common a stem is in general English, counted in public-domain texts: the State of the Union addresses of 1945
/// to 2006 and Shakespeare's plays (<c>bench/Extraction background</c> writes the resource). A word that is missing there
/// is a rare one.
/// </summary>
internal static class BackgroundFrequencies
{
    private static readonly FrozenDictionary<string, float> Rarities = Load();

    /// <summary>0 for the commonest word of English, 1 for one that the background texts do not hold.</summary>
    public static double Rarity(string stem) => Rarities.TryGetValue(stem, out var rarity) ? rarity : 1;

    private static FrozenDictionary<string, float> Load()
    {
        var counts = Resource.Lines("background.txt")
            .Select(line => line.Split(' '))
            .ToDictionary(parts => parts[0], parts => double.Parse(parts[1], CultureInfo.InvariantCulture));
        var scale = Math.Log(counts.Values.DefaultIfEmpty(1).Max() + 1);
        return counts.ToFrozenDictionary(entry => entry.Key, entry => (float)(1 - (Math.Log(entry.Value + 1) / scale)));
    }
}
