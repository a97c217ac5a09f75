using System.Net;
using System.Net.Sockets;

namespace Support;

/// <summary>Loopback ports for servers that must be told their port before they start.</summary>
/// <remarks>
/// Ports are taken below the range from which systems give outgoing connections theirs (32768 and up on Linux,
/// 49152 and up elsewhere), so that no client of a load test can take one between the look and the use. Each
/// process begins at another place.
/// </remarks>
public static class FreePort
{
    private const int First = 20_000;
    private const int Count = 12_000;
    private const int Stride = 97;

    private static int s_next = Environment.ProcessId * Stride;

    /// <summary>A port on which nothing listens; no two calls in a process get the same one soon.</summary>
    public static int Next()
    {
        for (int attempt = 0; attempt < Count; attempt++)
        {
            int port = First + (int)((uint)Interlocked.Increment(ref s_next) % Count);
            if (IsFree(port))
            {
                return port;
            }
        }

        throw new InvalidOperationException($"No free loopback port between {First} and {First + Count}.");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
