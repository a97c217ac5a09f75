using System.Text.Json.Nodes;

namespace RecipeBench;

/// <summary>A question whose wording no training question has.</summary>
internal sealed record TestQuestion(string Id, string Stratum, string Fact, string Text, string? Answer, string? Old, string? Note, string? Kind, bool IsNickname)
{
    public static TestQuestion Of(JsonNode line) => new(
        (string)line["id"]!, (string?)line["stratum"] ?? "", (string?)line["f"] ?? "", (string)line["q"]!, (string?)line["answer"], (string?)line["old"],
        (string?)line["note"], (string?)line["kind"], (bool?)line["alias"] == true);

    /// <summary>Whether a reply holds the answer as a whole run of words (the world's rule of scoring); where nothing is known, whether it is empty.</summary>
    public bool IsRight(string reply) => Answer is null ? reply.Length == 0 : Holds(reply, Answer);

    public static bool Holds(string reply, string answer) => $" {Words(reply)} ".Contains($" {Words(answer)} ", StringComparison.Ordinal);

    private static string Words(string text) => string.Join(' ', new string([.. text.ToLowerInvariant().Replace(",", "").Select(Kept)]).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static char Kept(char letter) => letter is >= 'a' and <= 'z' or >= '0' and <= '9' or ':' ? letter : ' ';
}
