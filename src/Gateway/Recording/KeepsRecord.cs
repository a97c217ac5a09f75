namespace Gateway.Recording;

/// <summary>Marks an endpoint that opens and closes its requests' records itself, because it knows more about them.</summary>
internal sealed record KeepsRecord;
