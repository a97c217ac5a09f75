namespace State.Files;

/// <summary>Whom an uploaded file or a vector store belongs to.</summary>
/// <param name="KeyId">Id of the key that made it.</param>
/// <param name="Tenant">The key's tenant; null means the installation's own.</param>
public sealed record FileOwner(string KeyId, string? Tenant);
