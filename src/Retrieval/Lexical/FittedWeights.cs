using System.Globalization;

namespace Retrieval.Lexical;

/// <summary>Reads fitted weights: a line <c>name = value</c> for each feature.</summary>
internal static class FittedWeights
{
    /// <exception cref="InvalidOperationException">The list does not hold exactly the names that the code has.</exception>
    public static double[] Read(string resource, string[] names)
    {
        var values = Resource.Lines(resource)
            .Select(line => line.Split(" = "))
            .ToDictionary(parts => parts[0], parts => double.Parse(parts[1], CultureInfo.InvariantCulture));
        return values.Count == names.Length && names.All(values.ContainsKey)
            ? [.. names.Select(name => values[name])]
            : throw new InvalidOperationException($"{resource} was fitted for other features; run bench/Extraction fit");
    }
}
