namespace Gateway.Hosting;

/// <summary>The configuration is wrong; the start is refused.</summary>
/// <param name="mistakes">All of them, each naming key, value and what would be accepted.</param>
internal sealed class SettingsException(IReadOnlyList<string> mistakes)
    : Exception($"The configuration has {mistakes.Count} mistake(s):\n" + string.Join('\n', mistakes.Select(mistake => "  - " + mistake)));
