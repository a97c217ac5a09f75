using System.Text.Json.Serialization;

namespace Audit.Records;

/// <summary>How a request ended.</summary>
public enum RecordOutcome
{
    /// <summary>The whole answer was handed to the client.</summary>
    [JsonStringEnumMemberName("completed")] Completed,

    /// <summary>The client went away before the end.</summary>
    [JsonStringEnumMemberName("client_cancelled")] ClientCancelled,

    /// <summary>No upstream gave a whole answer.</summary>
    [JsonStringEnumMemberName("upstream_failed")] UpstreamFailed,

    /// <summary>The gateway itself declined, for instance for wrong input.</summary>
    [JsonStringEnumMemberName("refused")] Refused,

    /// <summary>The gateway stopped while the request was in flight; written when the log was next opened.</summary>
    [JsonStringEnumMemberName("interrupted")] Interrupted,
}
