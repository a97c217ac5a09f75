using System.Collections.Immutable;

namespace EndToEnd.Running;

/// <summary>Settings that keep a busy machine from changing what is answered.</summary>
internal static class Patience
{
    /// <summary>Retrieval may take its time: past its deadline a gateway answers without documents.</summary>
    public static ImmutableDictionary<string, string> Settings { get; } =
        ImmutableDictionary<string, string>.Empty.Add("Augmentation__DeadlineMilliseconds", "30000");
}
