using System.Text.Json;
using LanguageModels.Sessions;
using LanguageModels.Templates;
using LanguageModels.Tokenization;

namespace Experts.Serving;

/// <summary>Reads from a model folder how its model is talked to.</summary>
public static class FormatFolder
{
    private const int LongestFile = 16 * 1024 * 1024;

    /// <summary>Tokenizer, chat template and special tokens of a decoder.</summary>
    /// <exception cref="InvalidDataException">A file is missing, too large or wrong; the message names it.</exception>
    public static ExpertFormat Read(ModelFolder folder)
    {
        using var configuration = Configuration(Path.Combine(folder.Path, "tokenizer_config.json"));
        var tokenizer = Tokenizer(folder.Path, folder.VocabularySize);
        return new ExpertFormat
        {
            Tokenizer = tokenizer,
            Json = new JsonAnswers(tokenizer, folder.VocabularySize, folder.EndTokens).Constrain,
            Template = Template(folder.Path, configuration?.RootElement),
            EndTokens = folder.EndTokens,
            BeginToken = Token(configuration?.RootElement, "bos_token"),
            EndToken = Token(configuration?.RootElement, "eos_token"),
        };
    }

    /// <summary>The tokenizer of any model folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="vocabularySize">Ids that the graph knows.</param>
    /// <exception cref="InvalidDataException">It is missing or wrong, or has tokens that the graph does not know.</exception>
    public static Tokenizer Tokenizer(string folder, int vocabularySize)
    {
        var path = Path.Combine(folder, "tokenizer.json");
        var tokenizer = File.Exists(path)
            ? LanguageModels.Tokenization.Tokenizer.Load(path)
            : throw new InvalidDataException($"'{path}' is missing: a model without its tokenizer is not served.");
        return tokenizer.TokensBeyond(vocabularySize) is { } beyond
            ? throw new InvalidDataException($"'{path}' has tokens that the graph's vocabulary of {vocabularySize} does not: {beyond}. Import the model again.")
            : tokenizer;
    }

    private static ChatTemplate? Template(string folder, JsonElement? configuration)
    {
        var path = Path.Combine(folder, "chat_template.jinja");
        var source = File.Exists(path) ? ReadText(path) : TemplateIn(configuration);
        if (source is null)
        {
            return null;
        }

        try
        {
            return ChatTemplate.Parse(source);
        }
        catch (TemplateException exception)
        {
            throw new InvalidDataException($"The chat template in '{folder}' cannot be followed: {exception.Message}", exception);
        }
    }

    /// <summary>A template is a text, or a list of named ones of which the default counts.</summary>
    private static string? TemplateIn(JsonElement? configuration)
    {
        if (configuration is not { ValueKind: JsonValueKind.Object } members || !members.TryGetProperty("chat_template", out var template))
        {
            return null;
        }

        if (template.ValueKind == JsonValueKind.Array)
        {
            template = template.EnumerateArray().FirstOrDefault(named => TextOf(named, "name") == "default");
            return template.ValueKind == JsonValueKind.Object ? TextOf(template, "template") : null;
        }

        return template.ValueKind == JsonValueKind.String ? template.GetString() : null;
    }

    /// <summary>A token is a text, or an object that holds it.</summary>
    private static string? Token(JsonElement? configuration, string name)
    {
        if (configuration is not { ValueKind: JsonValueKind.Object } members || !members.TryGetProperty(name, out var token))
        {
            return null;
        }

        return token.ValueKind == JsonValueKind.Object ? TextOf(token, "content") : TextOf(members, name);
    }

    private static string? TextOf(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static JsonDocument? Configuration(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return JsonDocument.Parse(ReadText(path));
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"'{path}' is no JSON: {exception.Message}", exception);
        }
    }

    private static string ReadText(string path)
    {
        var length = new FileInfo(path).Length;
        return length <= LongestFile ? File.ReadAllText(path) : throw new InvalidDataException($"'{path}' has {length} bytes; expected at most {LongestFile}.");
    }
}
