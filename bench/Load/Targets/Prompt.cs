using Support;

namespace Load.Targets;

/// <summary>What every client of every target sends: about 180 bytes of two messages, and a key.</summary>
internal static class Prompt
{
    /// <summary>The body that asks for an answer in one piece.</summary>
    public const string Whole =
        """{"model":"plain","messages":[{"role":"system","content":"You are a helpful assistant."},{"role":"user","content":"Say something about the weather in the mountains, please."}]}""";

    /// <summary>The body that asks for a stream.</summary>
    public const string Stream = "{\"stream\":true," + "\"model\":\"plain\",\"messages\":[{\"role\":\"system\",\"content\":\"You are a helpful assistant.\"},"
        + "{\"role\":\"user\",\"content\":\"Say something about the weather in the mountains, please.\"}]}";

    /// <summary>The value of the Authorization header; the other targets are sent it as well.</summary>
    public const string Authorization = $"Bearer {GatewayProcess.AppKey}";
}
