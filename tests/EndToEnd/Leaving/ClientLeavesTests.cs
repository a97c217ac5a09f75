using Audit.Records;
using EndToEnd.Running;
using Support.Upstream;
using Xunit;

namespace EndToEnd.Leaving;

/// <summary>A client that leaves must not leave work behind: the upstream is told, and the record says it.</summary>
[Collection(ModelGatewayTests.Name)]
public sealed class ClientLeavesTests(ModelGateway gateway)
{
    /// <summary>What is promised for the upstream.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("hang-before-first", false)]
    [InlineData("hang-before-first", true)]
    [InlineData("hang-mid-stream", false)]
    [InlineData("hang-mid-stream", true)]
    public async Task The_upstream_is_aborted_within_a_second_and_the_record_says_that_the_client_left(string model, bool stream)
    {
        string user = $"leaving-{model}-{stream}";
        using var leaving = new CancellationTokenSource();
        var request = new HastyRequest(gateway.Process, user);
        Task<int> asking = request.AskAsync(ApiClient.Question(model, "Hi", stream, user), leaving.Token);
        RecordedRequest asked = await gateway.Upstream.Requests.FirstAsync(it => it.User == user, Stop);
        if (stream && model == "hang-mid-stream")
        {
            Assert.True(await asking > 0, "The first event was expected before the client leaves.");
        }

        await leaving.CancelAsync();

        await asked.Aborted.WaitAsync(Limit, Stop);
        Assert.Equal(RecordOutcome.ClientCancelled, (await request.ClosedAsync()).Closing!.Outcome);
    }
}
