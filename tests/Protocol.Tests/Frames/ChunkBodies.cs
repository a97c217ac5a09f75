using FsCheck;
using FsCheck.Fluent;

namespace Protocol.Tests.Frames;

/// <summary>Random chunks and bodies, of good and odd upstreams.</summary>
internal static class ChunkBodies
{
    internal static Gen<string> Any => JsonTexts.Object(
        from choices in JsonTexts.Array(Choice)
        from usage in JsonTexts.Maybe("\"usage\":null", "\"usage\" : {\"prompt_tokens\":5,\"completion_tokens\":2,\"total_tokens\":7}", @"""us\u0061ge"":{}", "\"usage\":1")
        from id in JsonTexts.Maybe("\"id\":\"chatcmpl-1\"", "\"id\":7")
        from others in JsonTexts.Members(2)
        select new[] { $"\"choices\":{choices}" }.Concat(usage).Concat(id).Concat(others).ToArray());

    private static Gen<string> Choice => JsonTexts.Object(
        from reason in JsonTexts.Maybe(
            "\"finish_reason\":null", "\"finish_reason\":\"stop\"", "\"finish_reason\": \"eos\"", "\"finish_reason\":\"\"",
            "\"finish_reason\":\"max_tokens\"", "\"finish_reason\":5", "\"finish_reason\":[1]", @"""finish_reason"":""st\u006fp""")
        from delta in JsonTexts.Maybe("\"delta\":{}", "\"delta\":{\"content\":\"x\",\"finish_reason\":\"eos\"}", "\"delta\":null", "\"message\":{\"content\":null}")
        from others in JsonTexts.Members(1)
        select reason.Concat(delta).Concat(others).ToArray());
}
