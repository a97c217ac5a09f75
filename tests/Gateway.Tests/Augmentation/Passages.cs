using Gateway.Augmentation;
using Retrieval.Documents;

namespace Gateway.Tests.Augmentation;

/// <summary>Passages for tests.</summary>
internal static class Passages
{
    public static Passage Of(string title, string text, DateOnly? date = null) =>
        new("law/" + title, "law", title, title + " > Part", date, title, new string('0', 64), 10, 10 + text.Length, text, 1);

    public static Sources Sources(params Passage[] passages) => new([.. passages.Select((passage, index) => new Source(index + 1, passage))], []);
}
