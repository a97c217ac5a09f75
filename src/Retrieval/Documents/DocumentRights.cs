namespace Retrieval.Documents;

/// <summary>What a document says about its use for training models. Null means that it says nothing.</summary>
/// <param name="Licence">As stated, such as <c>CC-BY-4.0</c>.</param>
/// <param name="Training">
/// False for <c>training: no</c>, <c>tdm-reservation: 1</c> (W3C TDM Reservation Protocol) or <c>robots: noai</c>; a refusal is never
/// outweighed by another line.
/// </param>
/// <param name="Consent">Whether the people that it speaks of agreed to training on it.</param>
public sealed record DocumentRights(string? Licence, bool? Training, bool? Consent)
{
    /// <summary>A document that says nothing of the kind.</summary>
    public static DocumentRights Unstated { get; } = new(null, null, null);

    /// <summary>The same rights with one more line of front matter or HTML <c>meta</c>; other keys change nothing.</summary>
    /// <param name="key">Lower case.</param>
    /// <param name="value">Trimmed.</param>
    internal DocumentRights With(string key, string value) => key switch
    {
        "licence" or "license" => this with { Licence = value },
        "training" => this with { Training = Stricter(Training, IsYes(value)) },
        "consent" => this with { Consent = Stricter(Consent, IsYes(value)) },
        "tdm-reservation" when value == "1" => this with { Training = false },
        "robots" when value.Split(',', StringSplitOptions.TrimEntries).Any(word => word.Equals("noai", StringComparison.OrdinalIgnoreCase)) => this with { Training = false },
        _ => this,
    };

    /// <summary>Only a plain yes allows; whatever else is written where permission is asked for does not.</summary>
    private static bool IsYes(string value) => value.ToLowerInvariant() is "yes" or "true" or "allowed" or "1";

    private static bool? Stricter(bool? before, bool now) => now && before != false;
}
