using System.Collections.Immutable;
using Retrieval.Documents;

namespace Gateway.Augmentation;

/// <summary>A passage under the label that the prompt, the citations and the record use.</summary>
/// <param name="Label">1, 2, … in order of the prompt; shown as <c>[1]</c>.</param>
/// <param name="Passage">What the documents say.</param>
internal sealed record Source(int Label, Passage Passage);

/// <summary>What retrieval brought for one prompt, in the order in which it is shown.</summary>
/// <param name="Items">Labelled passages; empty when nothing was found or retrieval failed.</param>
/// <param name="Notes">What went wrong or was left out, in words; goes to the record.</param>
internal sealed record Sources(ImmutableArray<Source> Items, ImmutableArray<string> Notes)
{
    /// <summary>Nothing was looked for.</summary>
    public static Sources None { get; } = new([], []);
}
