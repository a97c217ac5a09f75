using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using FsCheck.Fluent;
using Protocol.Frames;
using Xunit;

namespace Protocol.Tests.Frames;

public sealed class ChunkScanTests
{
    [Fact]
    public void A_whole_body_gives_its_names_usage_and_end()
    {
        byte[] body = Encoding.UTF8.GetBytes("""
            {"id":"chatcmpl-\u0031","object":"chat.completion","created":1,"model":"gpt","choices":[
              {"index":0,"message":{"role":"assistant","content":"Hi"},"finish_reason":"length"},
              {"index":1,"message":{"role":"assistant","content":null,"tool_calls":[{"id":"c"}]},"finish_reason":"tool_calls"}],
             "usage":{"prompt_tokens":5,"completion_tokens":7,"total_tokens":12,"prompt_tokens_details":{"prompt_tokens":99}}}
            """);
        ChunkScan scan = Scan(body);

        Assert.Equal(("chatcmpl-1", "gpt", "length"), (scan.ReadId(body), scan.ReadModel(body), scan.ReadFinishReason(body)));
        Assert.Equal(new TokenCounts(5, 7, 12), scan.Usage);
        Assert.Equal((2, 2, true, true, false), (scan.Choices, scan.Finished, scan.HasContent, scan.HasToolCalls, scan.IsError));
        Assert.False(scan.NeedsEdit(keepUsage: true));
    }

    [Theory]
    [InlineData("""{"choices":[{"delta":{"role":"assistant","content":""}}]}""", false, false)]
    [InlineData("""{"choices":[{"delta":{"content":"x"}}]}""", true, false)]
    [InlineData("""{"choices":[{"delta":{"refusal":"no"}}]}""", true, false)]
    [InlineData("""{"choices":[{"delta":{"content":null,"tool_calls":[]}}]}""", false, false)]
    [InlineData("""{"choices":[{"delta":{"tool_calls":[{"index":0}]}}]}""", false, true)]
    [InlineData("""{"choices":[{"delta":{"function_call":{"name":"f"}}}]}""", false, true)]
    [InlineData("""{"choices":[{"message":{"content":[{"type":"text"}]}}]}""", true, false)]
    [InlineData("""{"content":"x","choices":[{"content":"x","delta":{"x":{"content":"x"}}}]}""", false, false)]
    public void Text_and_calls_are_noticed_where_they_belong(string chunk, bool content, bool calls)
    {
        ChunkScan scan = Scan(chunk);

        Assert.Equal((content, calls), (scan.HasContent, scan.HasToolCalls));
    }

    [Theory]
    [InlineData("""{"choices":[],"usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3}}""", true)]
    [InlineData("""{"choices":[],"usage":null}""", false)]
    [InlineData("""{"choices":[{}],"usage":{}}""", false)]
    [InlineData("""{"usage":{}}""", false)]
    public void A_chunk_of_usage_alone_is_told_from_others(string chunk, bool expected) =>
        Assert.Equal(expected, Scan(chunk).IsUsageOnly);

    [Theory]
    [InlineData("""{"prompt_tokens":3,"completion_tokens":4}""", 3, 4, 7)]
    [InlineData("""{"prompt_tokens":-3,"completion_tokens":"4","total_tokens":1.5}""", 0, 0, 0)]
    [InlineData("""{"prompt_tokens":9223372036854775807,"completion_tokens":9223372036854775807}""", long.MaxValue, long.MaxValue, long.MaxValue)]
    [InlineData("""{"prompt_tokens":99999999999999999999,"completion_tokens":[1,{"total_tokens":5}]}""", 0, 0, 0)]
    [InlineData("""{}""", 0, 0, 0)]
    public void Odd_usage_never_gives_negative_or_wrapped_numbers(string usage, long prompt, long completion, long total) =>
        Assert.Equal(new TokenCounts(prompt, completion, total), Scan($$"""{"usage":{{usage}}}""").Usage);

    [Theory]
    [InlineData("""{"error":{"message":"m"}}""", true)]
    [InlineData("""{"error":"m","choices":[]}""", true)]
    [InlineData("""{"object":"error","message":"m"}""", true)]
    [InlineData("""{"error":null,"choices":[]}""", false)]
    [InlineData("""{"choices":[{"error":{}}]}""", false)]
    public void An_error_is_told_from_an_answer(string chunk, bool expected) =>
        Assert.Equal(expected, Scan(chunk).IsError);

    [Fact]
    public void A_finish_reason_that_says_error_is_noticed_and_mapped()
    {
        const string chunk = """{"choices":[{"finish_reason":"error"}]}""";

        Assert.True(Scan(chunk).SaysError);
        Assert.Equal("stop", Scan(chunk).ReadFinishReason(Encoding.UTF8.GetBytes(chunk)));
    }

    [Theory]
    [InlineData("""{"choices":[{"delta":{"content":"x"},"finish_reason":""}]}""", """{"choices":[{"delta":{"content":"x"},"finish_reason":null}]}""")]
    [InlineData("""{"choices":[{"delta":{"role":"assistant","content":""},"finish_reason":""}]}""", """{"choices":[{"delta":{"role":"assistant","content":""},"finish_reason":null}]}""")]
    [InlineData("""{"choices":[{"delta":{},"finish_reason":""}]}""", """{"choices":[{"delta":{},"finish_reason":"stop"}]}""")]
    [InlineData("""{"choices":[{"message":{"content":"x"},"finish_reason":""}]}""", """{"choices":[{"message":{"content":"x"},"finish_reason":"stop"}]}""")]
    [InlineData("""{"choices":[{"finish_reason":"eos"},{"finish_reason": "max_tokens" }]}""", """{"choices":[{"finish_reason":"stop"},{"finish_reason": "length" }]}""")]
    [InlineData("""{"usage":null,"choices":[]}""", """{"choices":[]}""")]
    [InlineData("""{"choices":[] , "usage":{"x":[1]}}""", """{"choices":[]}""")]
    [InlineData("""{"a":1,"usage":2,"b":3}""", """{"a":1,"b":3}""")]
    [InlineData("""{"usage":1,"usage":2,"b":3,"usage":4}""", """{"b":3}""")]
    [InlineData("""{ "usage":1 }""", """{  }""")]
    [InlineData("""{"choices":[{"finish_reason":"end_turn"}],"usage":{},"z":0}""", """{"choices":[{"finish_reason":"stop"}],"z":0}""")]
    public void Only_the_bytes_that_must_change_do(string chunk, string expected) =>
        Assert.Equal(expected, Written(chunk, keepUsage: false));

    [Fact]
    public void An_edit_means_what_the_same_change_of_a_tree_means() =>
        Properties.Hold(
            from chunk in ChunkBodies.Any
            from keepUsage in Gen.Elements(true, false)
            select (chunk, keepUsage),
            one => JsonNode.DeepEquals(JsonNode.Parse(Written(one.chunk, one.keepUsage)), Edited(one.chunk, one.keepUsage)),
            5_000);

    [Fact]
    public void A_chunk_that_needs_no_edit_is_written_to_the_byte() =>
        Properties.Hold(
            ChunkBodies.Any,
            chunk => Scan(chunk).NeedsEdit(keepUsage: true) || Written(chunk, keepUsage: true) == chunk,
            2_000);

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"a\":1")]
    [InlineData("{} {}")]
    [InlineData("[DONE]")]
    [InlineData("<html>")]
    public void What_is_no_object_is_not_understood(string chunk) =>
        Assert.False(ChunkScan.TryScan(Encoding.UTF8.GetBytes(chunk), out _));

    [Theory]
    [InlineData(ChunkScan.MaxDepth, true)]
    [InlineData(ChunkScan.MaxDepth + 1, false)]
    [InlineData(10_000, false)]
    public void What_nests_above_the_limit_is_not_understood(int levels, bool expected)
    {
        string nested = new string('[', levels - 1) + new string(']', levels - 1);

        Assert.Equal(expected, ChunkScan.TryScan(Encoding.UTF8.GetBytes($$"""{"x":{{nested}}}"""), out _));
    }

    [Fact]
    public void No_bytes_make_the_scan_or_the_edit_throw()
    {
        Properties.Hold(JsonTexts.Mutated(ChunkBodies.Any), IsSurvived, 5_000);
        Properties.Hold(ArbMap.Default.GeneratorFor<byte[]>(), IsSurvived, 2_000);
    }

    [Fact]
    public void A_scan_allocates_nothing()
    {
        byte[] chunk = Encoding.UTF8.GetBytes("""{"id":"c","model":"m","choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":"eos"}],"usage":null}""");
        ScanMany(chunk, 10);

        long before = GC.GetAllocatedBytesForCurrentThread();
        ScanMany(chunk, 1_000);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void ScanMany(byte[] chunk, int turns)
    {
        for (int turn = 0; turn < turns; turn++)
        {
            ChunkScan.TryScan(chunk, out _);
        }
    }

    private static bool IsSurvived(byte[] chunk)
    {
        if (!ChunkScan.TryScan(chunk, out ChunkScan scan))
        {
            return true;
        }

        var output = new ArrayBufferWriter<byte>();
        scan.Write(chunk, false, output);
        scan.ReadId(chunk);
        scan.ReadModel(chunk);
        scan.ReadFinishReason(chunk);
        return ChunkScan.TryScan(output.WrittenSpan, out ChunkScan again) && !again.NeedsEdit(false);
    }

    private static ChunkScan Scan(string chunk) => Scan(Encoding.UTF8.GetBytes(chunk));

    private static ChunkScan Scan(byte[] chunk)
    {
        Assert.True(ChunkScan.TryScan(chunk, out ChunkScan scan));
        return scan;
    }

    private static string Written(string chunk, bool keepUsage)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(chunk);
        var output = new ArrayBufferWriter<byte>();
        Scan(bytes).Write(bytes, keepUsage, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static JsonObject Edited(string chunk, bool keepUsage)
    {
        JsonObject tree = JsonNode.Parse(chunk)!.AsObject(); // a generated chunk is an object
        bool runsOn = Scan(chunk).RunsOn;
        if (!keepUsage)
        {
            tree.Remove("usage");
        }

        foreach (JsonObject choice in tree["choices"]!.AsArray().Select(choice => choice!.AsObject())) // generated so
        {
            if (choice["finish_reason"] is { } reason)
            {
                string said = reason is JsonValue value && value.TryGetValue(out string? text) ? text : "another type";
                choice["finish_reason"] = runsOn && said.Length == 0 ? null : FinishReasons.Map(said);
            }
        }

        return tree;
    }
}
