using System.Text.Json;
using System.Text.Json.Nodes;
using Experts.Serving;
using LanguageModels.Templates;
using LanguageModels.Tokenization;
using LanguageModels.Weights;
using Support;
using Support.Models;
using Xunit;

namespace Experts.Tests.Serving;

/// <summary>The conversations of the reference, through the template and the tokenizer of a real model.</summary>
public sealed class GoldenChatTests
{
    [Fact]
    public async Task Prompts_equal_the_reference_and_what_messages_spell_stays_text()
    {
        var golden = SharedFolder.File("goldens", "smollm2", "chat.jsonl");
        var model = SharedFolder.File("models", "smollm2-135m-instruct", "SmolLM2-135M-Instruct.Q4_1.gguf");
        Assert.SkipWhen(golden is null || model is null, SharedFolder.SkipReason);
        await using var expert = Open(model!);
        var (asked, safe) = (0, 0);

        foreach (var line in File.ReadLines(golden!))
        {
            var chat = JsonNode.Parse(line)!;
            if (!(bool)chat["add_generation_prompt"]!)
            {
                continue;
            }

            var messages = chat["messages"]!.AsArray().Select(message => new PromptMessage((string)message!["role"]!, (string)message["content"]!)).ToList();
            var expected = (chat["ids_safe"] ?? chat["ids"]).Deserialize<int[]>()!;
            Assert.True(expected.AsSpan().SequenceEqual(expert.PromptOf(messages).AsSpan()), (string)chat["case"]!);
            asked++;
            safe += chat["ids_safe"] is null ? 0 : 1;
        }

        Assert.Equal(23, asked);
        Assert.True(safe > 0);
    }

    private static Expert Open(string path)
    {
        using var file = GgufFile.Open(path);
        var vocabulary = new GgufVocabulary
        {
            Model = file.Metadata.Text("tokenizer.ggml.model")!,
            PreTokenizer = file.Metadata.Text("tokenizer.ggml.pre"),
            Tokens = file.Metadata.Texts("tokenizer.ggml.tokens")!,
            TokenTypes = [.. file.Metadata.Integers("tokenizer.ggml.token_type")!.Select(type => (int)type)],
            Merges = file.Metadata.Texts("tokenizer.ggml.merges"),
        };
        return new Expert(ScriptedEngine.Saying(""), new ExpertFormat
        {
            Tokenizer = Tokenizer.Parse(GgufTokenizer.ToTokenizerJson(vocabulary)),
            Template = ChatTemplate.Parse(file.Metadata.Text("tokenizer.chat_template")!),
            EndTokens = [2],
            EndToken = "<|im_end|>",
        });
    }
}
