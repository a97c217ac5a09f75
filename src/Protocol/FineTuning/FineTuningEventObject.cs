using System.Text.Json;
using System.Text.Json.Serialization;

namespace Protocol.FineTuning;

/// <summary>Something that happened to a job (OpenAI's FineTuningJobEvent).</summary>
/// <param name="Id"><c>ftevent-...</c>.</param>
/// <param name="CreatedAt">Seconds since 1970.</param>
/// <param name="Level"><c>info</c>, <c>warn</c> or <c>error</c>.</param>
/// <param name="Message">For people.</param>
/// <param name="Type"><c>message</c> or <c>metrics</c>.</param>
/// <param name="Data">Figures; an empty object for a mere message.</param>
public sealed record FineTuningEventObject([property: JsonPropertyOrder(-1)] string Id, long CreatedAt, string Level, string Message, string Type, JsonElement Data)
{
    /// <summary>Always <c>fine_tuning.job.event</c>.</summary>
    [JsonPropertyOrder(-2)]
    public string Object => "fine_tuning.job.event";
}
