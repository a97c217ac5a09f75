namespace EndToEnd.Killing;

/// <summary>An answer that a client received to its end.</summary>
/// <param name="AuditId">The record that the answer named.</param>
/// <param name="Sha256">Of the bytes that the client received, lower-case hexadecimal.</param>
internal sealed record Received(string AuditId, string Sha256);
