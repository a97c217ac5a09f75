using System.Net.Sockets;
using System.Text;
using Xunit;

namespace EndToEnd.Refusing;

/// <summary>HTTP as no client library would send it.</summary>
internal static class RawHttp
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Sends bytes and reads until the server closes.</summary>
    /// <param name="root">The server.</param>
    /// <param name="request">One byte a character.</param>
    /// <param name="leave">Whether to end the connection's own side after the request.</param>
    /// <returns>All that the server sent; empty when it only closed.</returns>
    public static async Task<string> SendAsync(Uri root, string request, bool leave = false)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Limit);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(root.Host, root.Port, deadline.Token);
        using var received = new MemoryStream();
        try
        {
            await socket.SendAsync(Encoding.Latin1.GetBytes(request), deadline.Token);
            if (leave)
            {
                socket.Shutdown(SocketShutdown.Send);
            }

            byte[] buffer = new byte[4096];
            while (await socket.ReceiveAsync(buffer, deadline.Token) is var count and > 0)
            {
                received.Write(buffer, 0, count);
            }
        }
        catch (SocketException)
        {
            // A server may refuse to read on and reset the connection; what came before counts.
        }

        return Encoding.UTF8.GetString(received.ToArray());
    }
}
