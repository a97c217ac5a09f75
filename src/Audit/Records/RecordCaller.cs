namespace Audit.Records;

/// <summary>Who asked. The key itself is never recorded.</summary>
public sealed record RecordCaller
{
    /// <summary>The stable id of the key.</summary>
    public required string KeyId { get; init; }

    /// <summary>The name that an operator gave the key.</summary>
    public required string Name { get; init; }

    /// <summary>The role at the time of the request.</summary>
    public required string Role { get; init; }

    /// <summary>The tenant, where keys have one.</summary>
    public string? Tenant { get; init; }
}
