using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Terminal.Output;
using Protocol.Chat;
using Protocol.Sse;

namespace Cli.Asking;

/// <summary>An answer of a running gateway, written as it streams.</summary>
internal static class RemoteAnswer
{
    private const int MaxEventBytes = 4 * 1024 * 1024;

    /// <summary>Writes it.</summary>
    /// <exception cref="CommandException">The gateway refuses, or is not there, or breaks off.</exception>
    public static async Task<int> WriteAsync(Screen screen, Uri gateway, string? key, Question question, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(gateway, "/v1/chat/completions")) { Content = Body(question) };
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        try
        {
            using HttpResponseMessage answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (!answer.IsSuccessStatusCode)
            {
                throw new CommandException($"The gateway answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellationToken)}");
            }

            await CopyAsync(screen, await answer.Content.ReadAsStreamAsync(cancellationToken), cancellationToken);
            string? record = answer.Headers.TryGetValues("x-gateway-audit-id", out IEnumerable<string>? ids) ? ids.First() : null;
            screen.WriteRemark($"Record {record}");
            return ExitCode.Ok;
        }
        catch (HttpRequestException problem)
        {
            throw new CommandException($"There is no answer from {gateway}: {problem.Message}");
        }
    }

    private static async Task CopyAsync(Screen screen, Stream stream, CancellationToken cancellationToken)
    {
        using var reader = new SseReader(MaxEventBytes);
        byte[] buffer = new byte[16 * 1024];
        int count;
        while ((count = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            reader.Append(buffer.AsSpan(0, count));
            while (reader.TryRead(out SseEvent block))
            {
                await screen.WritePieceAsync(block.IsDone || !block.HasData ? "" : TextOf(block.Data.Span));
            }
        }

        await screen.Output.WriteLineAsync();
    }

    private static string TextOf(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ProtocolJson.Wire.ChatCompletionChunk) is { Choices: [var choice, ..] } ? choice.Delta.Content ?? "" : "";
        }
        catch (JsonException)
        {
            throw new CommandException($"The answer broke off: {Encoding.UTF8.GetString(json)}");
        }
    }

    private static ByteArrayContent Body(Question question)
    {
        var request = new ChatRequest
        {
            Model = question.Model,
            Messages = [ChatMessage.Of(ChatRoles.User, question.Text)],
            Stream = true,
            Temperature = question.Temperature,
            MaxTokens = question.MaxTokens,
        };
        return new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(request, ProtocolJson.Wire.ChatRequest))
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
        };
    }
}
