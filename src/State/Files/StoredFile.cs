namespace State.Files;

/// <summary>A file that a client uploaded, as the installation remembers it. Its bytes are read with <see cref="FileStore.OpenRead"/>.</summary>
/// <param name="Id"><c>file-</c> and 24 lower-case hexadecimal digits; two uploads of the same bytes have two ids.</param>
/// <param name="Name">The name that the client gave, without folders and control characters; never used as a path.</param>
/// <param name="Purpose">One of <see cref="FilePurposes"/>.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">SHA-256 of the bytes, 64 lower-case hexadecimal digits; the bytes lie under this name.</param>
/// <param name="Owner">Whom the file belongs to.</param>
/// <param name="CreatedAt">When the upload was complete, UTC, to the millisecond.</param>
/// <param name="ExpiresAt">When the file ceases to exist, UTC; null means never.</param>
public sealed record StoredFile(
    string Id,
    string Name,
    string Purpose,
    long Size,
    string Sha256,
    FileOwner Owner,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt);
