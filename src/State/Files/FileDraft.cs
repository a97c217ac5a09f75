namespace State.Files;

/// <summary>What is said about a file before its bytes come.</summary>
/// <param name="Name">Any text; reduced by <see cref="FileNames.Harmless"/>.</param>
/// <param name="Purpose">One of <see cref="FilePurposes"/>.</param>
/// <param name="Owner">Whom it will belong to.</param>
/// <param name="Lifetime">How long after its creation it ceases to exist; null means never.</param>
public sealed record FileDraft(string Name, string Purpose, FileOwner Owner, TimeSpan? Lifetime);
