using Experts.Serving;

namespace Gateway.LocalModels;

/// <summary>What a planner must know beside the request.</summary>
/// <param name="Expert">The pinned model.</param>
/// <param name="ModelId">Its id with its version, for answers.</param>
/// <param name="Now">When the request arrived.</param>
/// <param name="AdmissionDeadline">When it is given up if it still waits for a place.</param>
internal sealed record LocalModelCall(Expert Expert, string ModelId, DateTimeOffset Now, DateTimeOffset AdmissionDeadline)
{
    /// <summary>Seconds since 1970, for answers.</summary>
    public long Created => Now.ToUnixTimeSeconds();

    /// <summary>A new name of an answer.</summary>
    public static string NewId(string prefix) => prefix + Guid.NewGuid().ToString("N");
}
