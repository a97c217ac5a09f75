using System.Collections.Immutable;
using Experts.Serving;
using LanguageModels.Templates;
using Protocol.Chat;
using Protocol.Errors;

namespace Gateway.LocalModels;

/// <summary>From a chat request to what a local model is to do.</summary>
internal static class ChatPlanner
{
    /// <summary>Plans the answer.</summary>
    /// <exception cref="RefusalException">The request asks for what local models cannot do, or is wrong for this one.</exception>
    public static AnswerPlan Plan(ChatRequest request, LocalModelCall call)
    {
        UnsupportedParts.Refuse(request, call.Expert.CanCallTools);
        var tools = ToolPlan.Of(request, call.Expert);
        var prompt = Encode(request, tools, call.Expert);
        var sampling = SamplingPlan.Of(SamplingWishes.Of(request), call.Expert.Tokenizer.VocabularySize);
        var choices = Enumerable.Range(0, request.N ?? 1).Select(index => new PlannedChoice(prompt, new AnswerSettings
        {
            MaxTokens = request.TokenLimit,
            Stop = StopsOf(request.Stop),
            Sampling = sampling with { Seed = unchecked(sampling.Seed + (ulong)index) },
            Constraint = AnswerFormat.ConstraintOf(request.ResponseFormat, call.Expert),
            Tools = tools,
            AdmissionDeadline = call.AdmissionDeadline,
        }));
        var form = new ChatForm(LocalModelCall.NewId("chatcmpl-"), call.Created, call.ModelId, call.Expert.Fingerprint, request);
        return new AnswerPlan([.. choices], prompt.Length, request.Stream is true, form);
    }

    /// <summary>Stop texts; an empty one would end every answer before it begins and is passed over, as with OpenAI.</summary>
    public static ImmutableArray<string> StopsOf(IReadOnlyList<string>? stops) => [.. (stops ?? []).Where(stop => stop.Length > 0)];

    private static ImmutableArray<int> Encode(ChatRequest request, OfferedTools? tools, Expert expert)
    {
        if (!expert.CanChat)
            throw new RefusalException(ApiError.InvalidRequest("This model has no chat template: it continues texts only. Use /v1/completions.", "model", "unsupported_model"));
        try
        {
            PromptMessage[] messages = [.. request.Messages.Select((message, at) => new PromptMessage(RoleOf(message), message.Text) { Calls = ToolPlan.CallsOf(message, at) })];
            return tools is null ? expert.PromptOf(messages) : expert.PromptOf(messages, tools);
        }
        catch (TemplateException exception)
        {
            throw new RefusalException(ApiError.InvalidRequest($"The model's chat template does not take this conversation: {exception.Message}", "messages", "invalid_value"));
        }
    }

    /// <summary>Templates of open models know no developer.</summary>
    private static string RoleOf(ChatMessage message) => message.Role == ChatRoles.Developer ? ChatRoles.System : message.Role;
}
