namespace Gateway.LocalModels;

/// <summary>What a local model answered, in the form of an upstream's answer.</summary>
/// <param name="Response">Status, headers and body.</param>
/// <param name="Fingerprint">What computed it, for the record; null for an error.</param>
internal sealed record LocalAnswer(HttpResponseMessage Response, string? Fingerprint);
