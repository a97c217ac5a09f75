using LanguageModels.Templates;

namespace Experts.Serving;

/// <summary>How a model writes its calls of tools.</summary>
internal enum ToolFormat
{
    /// <summary>It calls none.</summary>
    None,

    /// <summary>JSON with <c>name</c> and <c>arguments</c> between <c>&lt;tool_call&gt;</c> and <c>&lt;/tool_call&gt;</c>, as Qwen and Hermes do; text may stand around it.</summary>
    Tagged,

    /// <summary>The whole answer is JSON with <c>name</c> and <c>parameters</c>, as Llama 3 does.</summary>
    Plain,
}

/// <summary>Tells the format by what a template says to the model.</summary>
internal static class ToolFormats
{
    /// <summary>The format of a template; <see cref="ToolFormat.None"/> where it takes no tools, or in another form.</summary>
    public static ToolFormat Of(ChatTemplate? template) =>
        template?.Mentions("tools") is not true ? ToolFormat.None
        : template.Mentions("<tool_call>") ? ToolFormat.Tagged
        : template.Mentions("\"parameters\"") ? ToolFormat.Plain
        : ToolFormat.None;
}
