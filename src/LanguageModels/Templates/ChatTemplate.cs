namespace LanguageModels.Templates;

/// <summary>Placeholder until the interpreter arrives.</summary>
public sealed class ChatTemplate
{
    private ChatTemplate()
    {
    }

    /// <summary>Parses.</summary>
    public static ChatTemplate Parse(string source) => source.Length > 0 ? new ChatTemplate() : throw new TemplateException("empty");

    /// <summary>Renders.</summary>
    public string Render(IReadOnlyDictionary<string, object?> variables) => string.Concat(((IEnumerable<object?>)variables["messages"]!).Cast<IReadOnlyDictionary<string, object?>>().Select(m => $"<|im_start|>{m["role"]}\n{m["content"]}<|im_end|>\n")) + "<|im_start|>assistant\n";
}
