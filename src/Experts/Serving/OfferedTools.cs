using System.Collections.Immutable;
using System.Text.Json;

namespace Experts.Serving;

/// <summary>Tools that a model may call in one conversation.</summary>
/// <param name="Definitions">Each as OpenAI describes a tool; handed to the model's template as they are.</param>
/// <param name="Names">Their names: what calls anything else is text.</param>
/// <param name="MostCalls">Calls of one answer that are taken; those after them are left out.</param>
public sealed record OfferedTools(ImmutableArray<JsonElement> Definitions, ImmutableHashSet<string> Names, int MostCalls);
