using Experts.Registry;
using Experts.Serving;
using LanguageModels.Templates;
using Support.Models;

namespace Experts.Tests.Serving;

/// <summary>Experts around scripted engines.</summary>
internal static class Models
{
    public const string ChatMl =
        "{% for message in messages %}<|im_start|>{{ message['role'] }}\n{{ message['content'] }}<|im_end|>\n{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}";

    public static ExpertFormat Format => new()
    {
        Tokenizer = ByteTokenizer.Instance,
        Template = ChatTemplate.Parse(ChatMl),
        EndTokens = [ByteTokenizer.EndId],
        EndToken = ByteTokenizer.End,
        BeginToken = ByteTokenizer.EndOfText,
    };

    public static Expert Expert(ScriptedEngine engine) => new(engine, Format);

    public static ExpertVersion Version(string name, string version) => new(name, version, "/nowhere");

    public static LoadedModel Loaded(ExpertVersion version, ScriptedEngine engine, long bytes = 0) =>
        new() { Version = version, Expert = Expert(engine), MemoryBytes = bytes };

    /// <summary>The whole answer.</summary>
    public static async Task<(string Text, List<AnswerToken> Tokens, AnswerEnd? End)> SayAsync(Expert expert, AnswerSettings settings, string prompt = "p")
    {
        var (text, tokens, end) = ("", new List<AnswerToken>(), (AnswerEnd?)null);
        await foreach (var piece in expert.AnswerAsync(ByteTokenizer.Ids(prompt), settings, Xunit.TestContext.Current.CancellationToken))
        {
            text += piece.Text;
            tokens.AddRange(piece.Tokens.IsDefault ? [] : piece.Tokens);
            end = piece.End;
        }

        return (text, tokens, end);
    }
}
