using System.Collections.Immutable;
using Protocol.Chat;

namespace Gateway.Augmentation;

/// <summary>The request that goes to the general model: the client's conversation with the sources in front.</summary>
/// <param name="Request">Ready to be sent, but for the model's name.</param>
/// <param name="Sources">The sources that fitted.</param>
internal sealed record AugmentedPrompt(ChatRequest Request, Sources Sources)
{
    /// <summary>Tokens kept free for the answer when the client set no limit.</summary>
    private const int AnswerTokens = 1024;

    /// <summary>Puts as many sources as fit in front of the conversation; with none, the conversation stays as it is.</summary>
    /// <param name="request">The client's request.</param>
    /// <param name="sources">Candidates in order of worth.</param>
    /// <param name="sourceTokens">Most tokens for sources.</param>
    /// <param name="contextTokens">Tokens of prompt and answer that the model accepts.</param>
    public static AugmentedPrompt Assemble(ChatRequest request, Sources sources, int sourceTokens, int contextTokens)
    {
        var conversation = request.Messages.Sum(message => TokenEstimate.Of(message.Text));
        var answer = request.TokenLimit ?? AnswerTokens;
        var instructions = TokenEstimate.Of(PromptLayout.SystemMessage([]));
        var budget = (int)Math.Min(sourceTokens, contextTokens - conversation - answer - instructions);
        var fitting = Fit(sources.Items, budget);
        var notes = fitting.Length == sources.Items.Length
            ? sources.Notes
            : sources.Notes.Add($"{sources.Items.Length - fitting.Length} of {sources.Items.Length} sources were left out: the budget was {Math.Max(0, budget)} tokens.");
        var kept = new Sources(fitting, notes);
        return new AugmentedPrompt(fitting.IsEmpty ? request : WithSources(request, kept), kept);
    }

    private static ImmutableArray<Source> Fit(ImmutableArray<Source> sources, int budget)
    {
        var fitting = ImmutableArray.CreateBuilder<Source>();
        foreach (var source in sources)
        {
            var cost = TokenEstimate.Of(PromptLayout.Block(source));
            if (cost > budget)
                continue;
            budget -= cost;
            fitting.Add(source with { Label = fitting.Count + 1 });
        }
        return fitting.ToImmutable();
    }

    private static ChatRequest WithSources(ChatRequest request, Sources sources)
    {
        var system = ChatMessage.Of(ChatRoles.System, PromptLayout.SystemMessage(sources.Items));
        return request with { Messages = [system, .. request.Messages] };
    }
}
