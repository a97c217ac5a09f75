using System.Text;
using Gateway.Upstreams;
using Xunit;

namespace Gateway.Tests.Upstreams;

public sealed class EventStreamTests
{
    private const string Role = "data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}]}\n\n";
    private const string Text = "data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Grüße\"},\"finish_reason\":null}]}\n\n";
    private const string Finish = "data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
    private const string UsageOnly = "data: {\"id\":\"c\",\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}}\n\n";
    private const string Done = "data: [DONE]\n\n";

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(10_000)]
    public async Task Events_pass_byte_for_byte_however_they_arrive(int pieceSize)
    {
        const string sent = ": heartbeat\r\n\r\n" + Role + "data:" + "{\"id\":\"c\",\"choices\":[]}\n\n" + Text + Finish + Done;

        var (received, answer, _) = await new EventStreamRun(sent, pieceSize).ReadAsync();

        Assert.Equal(sent, received);
        Assert.Equal(UpstreamFault.None, answer!.Fault);
        Assert.Equal(["stop"], answer.FinishReasons);
    }

    [Fact]
    public async Task Usage_that_was_not_asked_for_is_left_out_and_recorded()
    {
        var (received, answer, _) = await new EventStreamRun(Role + Finish + UsageOnly + Done).ReadAsync();

        Assert.Equal(Role + Finish + Done, received);
        Assert.Equal(5, answer!.Usage!.Value.Total);
    }

    [Fact]
    public async Task Usage_that_was_asked_for_passes()
    {
        var (received, _, _) = await new EventStreamRun(Role + Finish + UsageOnly + Done) { AsksForUsage = true }.ReadAsync();

        Assert.Equal(Role + Finish + UsageOnly + Done, received);
    }

    [Fact]
    public async Task An_undocumented_finish_reason_is_mapped()
    {
        var (received, _, _) = await new EventStreamRun(Role + Finish.Replace("\"stop\"", "\"max_tokens\"", StringComparison.Ordinal) + Done).ReadAsync();

        Assert.Contains("\"finish_reason\":\"length\"", received, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_record_is_closed_before_the_end_mark_leaves()
    {
        var run = new EventStreamRun(Role + Finish + Done, pieceSize: 20);

        await run.ReadAsync();

        Assert.DoesNotContain("[DONE]", run.ReceivedWhenClosed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_recorded_hash_covers_every_byte_that_the_client_got()
    {
        var (received, answer, _) = await new EventStreamRun(Role + Text + Finish + UsageOnly + Done, pieceSize: 11).ReadAsync();

        Assert.Equal(Audit.Merkle.Sha256Digest.Of(Encoding.UTF8.GetBytes(received)), answer!.BodyHash);
    }

    [Theory]
    [InlineData(Role + Text)]
    [InlineData(Role + Text + Done)]
    [InlineData("")]
    public async Task A_stream_that_never_said_how_it_ended_ends_in_an_error_event_and_an_abort(string sent)
    {
        var (received, answer, aborted) = await new EventStreamRun(sent).ReadAsync();

        Assert.True(aborted);
        Assert.Equal(UpstreamFault.BrokenAnswer, answer!.Fault);
        Assert.Contains("\"error\"", received, StringComparison.Ordinal);
        Assert.DoesNotContain("[DONE]", received, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_breaks_after_the_finish_reason_is_still_noticed()
    {
        var (received, answer, aborted) = await new EventStreamRun(Role + Text + Finish) { Breaks = true }.ReadAsync();

        Assert.True(aborted);
        Assert.Equal(UpstreamFault.BrokenAnswer, answer!.Fault);
        Assert.Contains("upstream_failed", received, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_event_passes_and_is_followed_by_an_abort_even_when_the_upstream_ends_cleanly()
    {
        const string error = "data: {\"error\":{\"message\":\"overloaded\",\"code\":\"busy\"}}\n\n";

        var (received, answer, aborted) = await new EventStreamRun(Role + error + Done).ReadAsync();

        Assert.True(aborted);
        Assert.StartsWith(Role + error, received, StringComparison.Ordinal);
        Assert.Equal(UpstreamFault.ReportedInAnswer, answer!.Fault);
    }

    [Fact]
    public async Task A_clean_end_without_the_end_mark_is_complete_when_the_answer_was()
    {
        var (received, answer, aborted) = await new EventStreamRun(Role + Finish).ReadAsync();

        Assert.False(aborted);
        Assert.Equal(Role + Finish, received);
        Assert.Equal(UpstreamFault.None, answer!.Fault);
    }
}
