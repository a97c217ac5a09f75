using Microsoft.AspNetCore.Http;
using Retrieval.Stores;
using Retrieval.Stores.Qdrant;
using Support;
using Support.Qdrant;
using Xunit;

namespace Retrieval.Tests.Stores.Qdrant;

public sealed class QdrantFailureTests
{
    [Fact]
    public async Task A_busy_server_is_asked_again()
    {
        await using var server = await StartAsync();
        await using var store = new StoreCase(one => Index(one, server));
        var left = 2;
        server.Misbehave = context => Task.FromResult(left-- > 0 && Status(context, 503));
        await store.With("a.txt", "zebra");
        Assert.Equal(["a.txt"], await store.FindAsync("zebra"));
        Assert.Empty(server.Breaches);
    }

    [Fact]
    public async Task An_answer_that_is_no_JSON_is_told_with_its_beginning()
    {
        await using var server = await StartAsync();
        await using var store = new StoreCase(one => Index(one, server));
        server.Misbehave = async context =>
        {
            await context.Response.WriteAsync("<html>a proxy", context.RequestAborted);
            return true;
        };
        var problem = await Assert.ThrowsAsync<QdrantException>(() => store.Index.CatchUpAsync(StoreCase.Token));
        Assert.Contains("<html>a proxy", problem.Message, StringComparison.Ordinal);
    }

    /// <summary>Cut off before each request in turn, another process goes on, and nothing of the deleted document is left.</summary>
    [Fact]
    public async Task A_follow_that_broke_at_any_request_is_ended_by_the_next()
    {
        for (var broken = 0; broken < 6; broken++)
        {
            await using var server = await StartAsync();
            await using var store = new StoreCase(one => Index(one, server));
            await store.With("gone.txt", "quagmire");
            await store.With("kept.txt", "zebra");
            var left = broken;
            server.Misbehave = context => Task.FromResult(left-- <= 0 && Status(context, 500));
            await Record.ExceptionAsync(() => store.Intake.RemoveAsync(["d/gone.txt"], StoreCase.Token));
            server.Misbehave = _ => Task.FromResult(false);
            await using var next = Index(store.Store, server);
            Assert.Equal(new IndexCounts(1, 1, 0), await next.CountAsync(StoreCase.Token));
            Assert.Single(server.Collections);
        }
    }

    private static async Task<QdrantContractServer> StartAsync()
    {
        var contract = SharedFolder.File("data", "qdrant-openapi.json.gz");
        Assert.SkipWhen(contract is null, SharedFolder.SkipReason);
        return await QdrantContractServer.StartAsync(contract!, "secret");
    }

    private static QdrantIndex Index(DocumentStore store, QdrantContractServer server) =>
        new(store, new QdrantOptions(server.Url, "passages") { ApiKey = "secret", RetryDelay = TimeSpan.FromMilliseconds(1) });

    private static bool Status(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return true;
    }
}
