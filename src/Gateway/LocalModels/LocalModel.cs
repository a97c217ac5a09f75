using System.Net;
using System.Net.Http.Headers;
using Experts.Serving;
using Protocol.Chat;
using Protocol.Completions;
using Protocol.Embeddings;
using Protocol.Errors;
using Protocol.Frames;

namespace Gateway.LocalModels;

/// <summary>
/// Answers requests with models in this process, in the form that an upstream answers in: so records, limits, citations and
/// fallback are the same for both. An answer begins when its first tokens are there; a request that cannot be answered gets
/// its real status.
/// </summary>
internal sealed class LocalModel(ExpertHost host, ExpertsOptions options, RequestLimits limits, TimeProvider time)
{
    /// <summary>Sources may have made the body longer than a client's may be.</summary>
    private readonly RequestLimits _limits = limits with { MaxBodyBytes = long.MaxValue };

    /// <summary>Answers a request.</summary>
    /// <param name="name">The expert.</param>
    /// <param name="kind">What is asked for.</param>
    /// <param name="body">The request.</param>
    /// <param name="cancellationToken">Ends the wait for the first tokens; afterwards disposing the response ends the answer.</param>
    public async Task<LocalAnswer> AnswerAsync(ExpertName name, RequestKind kind, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        try
        {
            return kind switch
            {
                RequestKind.Embedding => await EmbedAsync(name, body, cancellationToken),
                RequestKind.Completion => await GenerateAsync(name, body, PlanCompletion, cancellationToken),
                _ => await GenerateAsync(name, body, PlanChat, cancellationToken),
            };
        }
        catch (Exception exception) when (LocalErrors.Of(exception, name.ToString(), kind) is not null)
        {
            return new LocalAnswer(Refused(LocalErrors.Of(exception, name.ToString(), kind)!), null); // not null: the filter asked
        }
    }

    private async Task<LocalAnswer> EmbedAsync(ExpertName name, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        if (!EmbeddingRequestReader.TryRead(body, _limits, out var request, out var error))
            throw new RefusalException(error);
        using var lease = await host.AcquireAsync(name.Name, name.Version, cancellationToken);
        var embedder = lease.Model.Embedder ?? throw WrongKind(name, "is a language model; it computes no embeddings");
        var answer = await EmbeddingAnswer.AnswerAsync(request, embedder, IdOf(lease), cancellationToken);
        return new LocalAnswer(Whole(answer), embedder.Fingerprint);
    }

    private async Task<LocalAnswer> GenerateAsync(
        ExpertName name, ReadOnlyMemory<byte> body, Func<ReadOnlyMemory<byte>, LocalModelCall, AnswerPlan> plan, CancellationToken cancellationToken)
    {
        var lease = await host.AcquireAsync(name.Name, name.Version, cancellationToken);
        AnswerRun run;
        try
        {
            var expert = lease.Model.Expert ?? throw WrongKind(name, "is an embedding model; it answers /v1/embeddings only");
            var now = time.GetUtcNow();
            var call = new LocalModelCall(expert, IdOf(lease), now, now + TimeSpan.FromSeconds(options.QueueSeconds));
            run = new AnswerRun(lease, expert, plan(body, call));
        }
        catch
        {
            lease.Dispose();
            throw;
        }
        return new LocalAnswer(await AnswerAsync(run, cancellationToken), lease.Model.Expert.Fingerprint);
    }

    private static async Task<HttpResponseMessage> AnswerAsync(AnswerRun run, CancellationToken cancellationToken)
    {
        try
        {
            await run.Pieces.WaitToReadAsync(cancellationToken);
            if (!run.Plan.IsStream)
                return Whole(await GatherAsync(run, cancellationToken));
            var content = new StreamContent(new AnswerEvents(run));
            content.Headers.ContentType = new MediaTypeHeaderValue("text/event-stream", "utf-8");
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = content };
        }
        catch
        {
            run.Dispose();
            throw;
        }
    }

    private static async Task<byte[]> GatherAsync(AnswerRun run, CancellationToken cancellationToken)
    {
        WholeChoice[] choices = [.. run.Plan.Choices.Select(_ => new WholeChoice())];
        await foreach (var (choice, piece) in run.Pieces.ReadAllAsync(cancellationToken))
            choices[choice].Add(piece);
        return run.Plan.Form.Whole(choices, Usage.Of(run.Plan.PromptTokens, choices.Sum(choice => choice.End?.Tokens ?? 0)));
    }

    private AnswerPlan PlanChat(ReadOnlyMemory<byte> body, LocalModelCall call) =>
        ChatRequestReader.TryRead(body, _limits, out var request, out var error) ? ChatPlanner.Plan(request, call) : throw new RefusalException(error);

    private AnswerPlan PlanCompletion(ReadOnlyMemory<byte> body, LocalModelCall call) =>
        CompletionRequestReader.TryRead(body, _limits, out var request, out var error) ? CompletionPlanner.Plan(request, call) : throw new RefusalException(error);

    private static string IdOf(ExpertLease lease) => new ExpertName(lease.Model.Version.Name, lease.Model.Version.Version).ToString();

    private static RefusalException WrongKind(ExpertName name, string why) =>
        new(ApiError.InvalidRequest($"The model '{name}' {why}.", "model", "unsupported_model"));

    private static HttpResponseMessage Whole(byte[] json, HttpStatusCode status = HttpStatusCode.OK) => new(status)
    {
        Content = new ByteArrayContent(json) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
    };

    private static HttpResponseMessage Refused(ApiError error)
    {
        var response = Whole(new ErrorEnvelope(error).ToUtf8(), (HttpStatusCode)error.Status);
        if (error.Status == StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(1));
            response.Headers.TryAddWithoutValidation("retry-after-ms", "1000");
        }
        return response;
    }
}
