using System.Collections.Immutable;
using Experts.Serving;
using Protocol.Completions;
using Protocol.Errors;

namespace Gateway.LocalModels;

/// <summary>From a legacy completion request to what a local model is to do.</summary>
internal static class CompletionPlanner
{
    /// <summary>Tokens of an answer when the request does not say, as in OpenAI's document.</summary>
    private const int DefaultTokens = 16;

    /// <summary>Prompts times choices of one request.</summary>
    private const int MostChoices = 128;

    /// <summary>Plans the answer.</summary>
    /// <exception cref="RefusalException">The request asks for what local models cannot do, or is wrong for this one.</exception>
    public static AnswerPlan Plan(CompletionRequest request, LocalModelCall call)
    {
        UnsupportedParts.Refuse(request);
        var (items, n) = (request.Prompt.Items, request.N ?? 1);
        if ((long)items.Length * n > MostChoices)
            throw new RefusalException(ApiError.InvalidRequest($"Invalid 'prompt': {items.Length} prompts with {n} answers each; expected at most {MostChoices} answers.", "prompt", "invalid_value"));
        var sampling = SamplingPlan.Of(SamplingWishes.Of(request), call.Expert.Tokenizer.VocabularySize);
        ImmutableArray<ImmutableArray<int>> prompts = [.. items.Select(item => TokensOf(item, call.Expert))];
        var choices = from prompt in prompts
                      from index in Enumerable.Range(0, n)
                      select new PlannedChoice(prompt, new AnswerSettings
                      {
                          MaxTokens = request.MaxTokens ?? DefaultTokens,
                          Stop = ChatPlanner.StopsOf(request.Stop),
                          Sampling = sampling with { Seed = unchecked(sampling.Seed + (ulong)index) },
                          AdmissionDeadline = call.AdmissionDeadline,
                      });
        var echoes = from item in items
                     from _ in Enumerable.Range(0, n)
                     select request.Echo is true ? TextOf(item, call.Expert) : "";
        var form = new CompletionForm(LocalModelCall.NewId("cmpl-"), call.Created, call.ModelId, call.Expert.Fingerprint, request, [.. echoes]);
        return new AnswerPlan([.. choices], prompts.Sum(prompt => prompt.Length), request.Stream is true, form);
    }

    private static ImmutableArray<int> TokensOf(PromptItem item, Expert expert)
    {
        if (item.Tokens is not { } tokens)
            return expert.PromptOf(item.Text!); // one of the two is set
        return tokens.All(token => token < expert.Tokenizer.VocabularySize)
            ? tokens
            : throw new RefusalException(ApiError.InvalidRequest($"Invalid 'prompt': it holds a token that this model does not have; expected 0 to {expert.Tokenizer.VocabularySize - 1}.", "prompt", "invalid_value"));
    }

    private static string TextOf(PromptItem item, Expert expert) =>
        item.Text ?? expert.Tokenizer.Decode(item.Tokens!.Value.AsSpan(), skipSpecialTokens: false); // one of the two is set
}
