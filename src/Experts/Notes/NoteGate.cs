using System.Collections.Immutable;

namespace Experts.Notes;

/// <summary>
/// Turns features into the probability that a note is right, by logistic regression, and says from which probability on a note is
/// given. Part of an expert's version (<c>gate.json</c>): it was fitted to that model. Immutable.
/// </summary>
/// <param name="Bias">Added to the weighted features.</param>
/// <param name="Weights">One for each of <see cref="NoteFeatures.Names"/>.</param>
/// <param name="Threshold">Least confidence of a note that is given, 0 to 1; over 1 gives none.</param>
public sealed record NoteGate(double Bias, ImmutableArray<double> Weights, double Threshold)
{
    /// <summary>The file's name.</summary>
    public const string FileName = "gate.json";

    /// <summary>For an expert whose notes were never measured: it gives those on which both witnesses agree word for word.</summary>
    public static NoteGate Agreement { get; } = new(-4, [.. NoteFeatures.Names.Select(name => name == "agrees" ? 8.0 : 0)], 0.9);

    /// <summary>Probability that the chosen note is right.</summary>
    public double Confidence(NoteFeatures features)
    {
        var sum = Bias;
        var values = features.Values;
        for (var i = 0; i < values.Length; i++)
        {
            sum += Weights[i] * values[i];
        }

        return 1 / (1 + Math.Exp(-sum));
    }

    /// <summary>Reads the gate of a version's folder.</summary>
    /// <returns>Null where it has none.</returns>
    /// <exception cref="InvalidDataException">It is damaged, or names features that this program does not compute.</exception>
    public static NoteGate? Read(string folder) => GateFile.Read(Path.Combine(folder, FileName));

    /// <summary>Writes it into a folder.</summary>
    public void Write(string folder) => File.WriteAllBytes(Path.Combine(folder, FileName), GateFile.Bytes(this));
}
