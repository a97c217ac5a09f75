using System.Net.Sockets;
using System.Text;
using Audit.Verification;
using EndToEnd.Running;
using Support;
using Xunit;

namespace EndToEnd.Leaving;

/// <summary>Clients that are gone before the answer is written, wherever the gateway then is.</summary>
[Collection(ModelGatewayTests.Name)]
public sealed class HastyClientTests(ModelGateway gateway, SampleGateway samples)
{
    private const int Clients = 30;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("text")]
    [InlineData("slow")]
    public Task Records_of_answers_from_an_upstream_are_all_closed(string model) => HurryAsync(gateway.Process, model);

    [Fact]
    public Task Records_of_answers_from_the_documents_are_all_closed() => HurryAsync(samples.Process, "auto/merrow-vane");

    private static async Task HurryAsync(GatewayProcess process, string model)
    {
        string folder = Path.Combine(process.DataFolder, "audit");
        VerificationReport before = AuditVerifier.Verify(folder);
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => AskAndLeaveAsync(process.Root, model, client)));

        await Polling.ForAsync("every record to be closed", TimeSpan.FromSeconds(15), () => Task.FromResult(
            AuditVerifier.Verify(folder) is { IsValid: true } after && after.Records > before.Records
                && !after.Unclosed.Except(before.Unclosed).Any() ? after : null));
    }

    /// <summary>Sends a whole question and leaves: at once or at the answer's first byte, in order or by a reset.</summary>
    private static async Task AskAndLeaveAsync(Uri root, string model, int client)
    {
        byte[] body = Encoding.UTF8.GetBytes(ApiClient.Question(model, "Who is the owner of the Kettford review?", stream: client % 2 == 0));
        string head = $"POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {GatewayProcess.AppKey}\r\n"
            + $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n";
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.LingerState = new LingerOption(enable: client % 5 < 3, seconds: 0);
        await socket.ConnectAsync(root.Host, root.Port, Stop);
        await socket.SendAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. body], Stop);
        if (client % 3 == 0)
        {
            await socket.ReceiveAsync(new byte[1], Stop);
        }
    }
}
