using System.Runtime.CompilerServices;
using Experts.Sampling;
using Microsoft.Extensions.AI;

namespace Experts.Serving;

/// <summary>
/// An expert as any .NET code talks to a model (Microsoft.Extensions.AI). Each call pins the version that answers it.
/// Thread-safe. Tools are not offered: what a caller lists under <see cref="ChatOptions.Tools"/> is refused, not passed over.
/// </summary>
public sealed class ExpertChatClient : IChatClient
{
    private readonly Func<CancellationToken, ValueTask<ExpertLease>> _acquire;
    private readonly ChatClientMetadata _metadata;

    /// <summary>The current version of an expert, whichever that is at each call.</summary>
    public ExpertChatClient(ExpertHost host, string name)
        : this(name, cancellationToken => host.AcquireAsync(name, null, cancellationToken))
    {
    }

    /// <summary>A model that the caller loaded, and disposes when nobody uses it any more.</summary>
    public ExpertChatClient(LoadedModel model)
        : this(model.Version.Name, _ => ValueTask.FromResult(new ExpertLease(model, static () => { })))
    {
    }

    private ExpertChatClient(string name, Func<CancellationToken, ValueTask<ExpertLease>> acquire) =>
        (_acquire, _metadata) = (acquire, new ChatClientMetadata("gateway", null, name));

    /// <inheritdoc/>
    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in GetStreamingResponseAsync(messages, options, cancellationToken))
        {
            updates.Add(update);
        }

        return updates.ToChatResponse();
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (options?.Tools is { Count: > 0 })
        {
            throw new NotSupportedException("Experts call no tools; leave ChatOptions.Tools empty.");
        }

        using var lease = await _acquire(cancellationToken);
        var expert = lease.Model.Expert ?? throw new NotSupportedException($"'{lease.Model.Version.Name}' is an embedding model; it does not chat.");
        var prompt = expert.PromptOf([.. messages.Select(message => new PromptMessage(message.Role.Value, message.Text))]);
        await foreach (var piece in expert.AnswerAsync(prompt, SettingsOf(expert, options), cancellationToken))
        {
            yield return Update(lease.Model, piece, prompt.Length);
        }
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey) =>
        serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? _metadata
        : serviceType.IsInstanceOfType(this) ? this : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing is held between calls.
    }

    private static ChatResponseUpdate Update(LoadedModel model, AnswerPiece piece, int promptTokens)
    {
        var update = new ChatResponseUpdate(ChatRole.Assistant, piece.Text) { ModelId = $"{model.Version.Name}@{model.Version.Version}" };
        if (piece.End is { } end)
        {
            update.FinishReason = end.Reason == StopReason.Length ? ChatFinishReason.Length : ChatFinishReason.Stop;
            update.Contents.Add(new UsageContent(new UsageDetails
            {
                InputTokenCount = promptTokens,
                OutputTokenCount = end.Tokens,
                TotalTokenCount = promptTokens + end.Tokens,
            }));
        }

        return update;
    }

    private static AnswerSettings SettingsOf(Expert expert, ChatOptions? options) => new()
    {
        MaxTokens = options?.MaxOutputTokens,
        Stop = [.. (options?.StopSequences ?? []).Where(stop => stop.Length > 0)],
        Constraint = options?.ResponseFormat is ChatResponseFormatJson json ? expert.JsonConstraint(json.Schema) : null,
        Sampling = new SamplingSettings
        {
            Temperature = options?.Temperature ?? 1,
            TopK = options?.TopK ?? 0,
            TopP = options?.TopP ?? 1,
            PresencePenalty = options?.PresencePenalty ?? 0,
            FrequencyPenalty = options?.FrequencyPenalty ?? 0,
            Seed = options?.Seed is { } seed ? unchecked((ulong)seed) : AnswerSettings.FreshSeed(),
        },
    };
}
