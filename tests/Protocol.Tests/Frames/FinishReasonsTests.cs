using Protocol.Frames;
using Xunit;

namespace Protocol.Tests.Frames;

public sealed class FinishReasonsTests
{
    [Theory]
    [InlineData("stop", "stop")]
    [InlineData("length", "length")]
    [InlineData("tool_calls", "tool_calls")]
    [InlineData("content_filter", "content_filter")]
    [InlineData("function_call", "function_call")]
    [InlineData("eos", "stop")]
    [InlineData("eos_token", "stop")]
    [InlineData("end_turn", "stop")]
    [InlineData("stop_sequence", "stop")]
    [InlineData("STOP", "stop")]
    [InlineData("", "stop")]
    [InlineData("error", "stop")]
    [InlineData("never heard of", "stop")]
    [InlineData("max_tokens", "length")]
    [InlineData("MAX_TOKENS", "length")]
    [InlineData("model_length", "length")]
    [InlineData("tool_use", "tool_calls")]
    [InlineData("content_filtered", "content_filter")]
    [InlineData("SAFETY", "content_filter")]
    [InlineData("refusal", "content_filter")]
    [InlineData(null, null)]
    public void Every_reason_becomes_a_documented_one_and_null_stays(string? reason, string? expected) =>
        Assert.Equal(expected, FinishReasons.Map(reason));
}
