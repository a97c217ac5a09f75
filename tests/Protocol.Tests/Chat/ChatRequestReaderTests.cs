using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck.Fluent;
using Protocol.Chat;
using Protocol.Errors;
using Protocol.Frames;
using Protocol.Tests.Frames;
using Xunit;

namespace Protocol.Tests.Chat;

public sealed class ChatRequestReaderTests
{
    [Theory]
    [InlineData("[]", "messages", "empty_array")]
    [InlineData("[5]", "messages[0]", "invalid_type")]
    [InlineData("[null]", "messages[0]", "invalid_type")]
    [InlineData("[{}]", "messages[0].role", "missing_required_parameter")]
    [InlineData("""[{"role":null,"content":"x"}]""", "messages[0].role", "invalid_type")]
    [InlineData("""[{"role":"robot","content":"x"}]""", "messages[0].role", "invalid_value")]
    [InlineData("""[{"role":"user","content":"x"},{"role":"user"}]""", "messages[1].content", "missing_required_parameter")]
    [InlineData("""[{"role":"user","content":null}]""", "messages[0].content", "missing_required_parameter")]
    [InlineData("""[{"role":"user","content":5}]""", "messages[0].content", "invalid_type")]
    [InlineData("""[{"role":"user","content":{"type":"text"}}]""", "messages[0].content", "invalid_type")]
    [InlineData("""[{"role":"user","content":["x"]}]""", "messages[0].content[0]", "invalid_type")]
    [InlineData("""[{"role":"user","content":[{"text":"x"}]}]""", "messages[0].content[0].type", "missing_required_parameter")]
    [InlineData("""[{"role":"user","content":[{"type":1}]}]""", "messages[0].content[0].type", "invalid_type")]
    [InlineData("""[{"role":"user","content":[{"type":"text"}]}]""", "messages[0].content[0].text", "missing_required_parameter")]
    [InlineData("""[{"role":"user","content":[{"type":"text","text":1}]}]""", "messages[0].content[0].text", "invalid_type")]
    [InlineData("""[{"role":"user","content":"x","name":1}]""", "messages[0].name", "invalid_type")]
    [InlineData("""[{"role":"assistant","tool_calls":{}}]""", "messages[0].tool_calls", "invalid_type")]
    [InlineData("""[{"role":"assistant","tool_calls":["f"]}]""", "messages[0].tool_calls[0]", "invalid_type")]
    [InlineData("""[{"role":"assistant","tool_calls":[{"id":"a"},{"id":7}]}]""", "messages[0].tool_calls[1].id", "invalid_type")]
    [InlineData("""[{"role":"assistant","tool_calls":[{"function":"f"}]}]""", "messages[0].tool_calls[0].function", "invalid_type")]
    [InlineData("""[{"role":"assistant","tool_calls":[{"function":{"arguments":{}}}]}]""", "messages[0].tool_calls[0].function.arguments", "invalid_type")]
    public void A_wrong_conversation_is_refused_with_the_member_at_fault(string messages, string param, string code) =>
        Refuses($$"""{"model":"a","messages":{{messages}}}""", param, code);

    [Theory]
    [InlineData("n", "0", "integer_below_min_value")]
    [InlineData("n", "129", "integer_above_max_value")]
    [InlineData("n", "1.5", "invalid_type")]
    [InlineData("n", "\"2\"", "invalid_type")]
    [InlineData("max_tokens", "0", "integer_below_min_value")]
    [InlineData("max_completion_tokens", "99999999999", "integer_above_max_value")]
    [InlineData("temperature", "2.01", "decimal_above_max_value")]
    [InlineData("temperature", "-0.1", "decimal_below_min_value")]
    [InlineData("temperature", "1e999", "decimal_above_max_value")]
    [InlineData("temperature", "\"hot\"", "invalid_type")]
    [InlineData("top_p", "1.1", "decimal_above_max_value")]
    [InlineData("presence_penalty", "-3", "decimal_below_min_value")]
    [InlineData("frequency_penalty", "3", "decimal_above_max_value")]
    [InlineData("seed", "99999999999999999999", "invalid_type")]
    [InlineData("logprobs", "1", "invalid_type")]
    [InlineData("top_logprobs", "21", "integer_above_max_value")]
    [InlineData("user", "1", "invalid_type")]
    [InlineData("metadata", "[]", "invalid_type")]
    [InlineData("response_format", "\"json\"", "invalid_type")]
    [InlineData("tools", "{}", "invalid_type")]
    [InlineData("stop", "1", "invalid_type")]
    [InlineData("stop", "[\"a\",\"b\",\"c\",\"d\",\"e\"]", "array_above_max_length")]
    public void A_wrong_option_is_refused_by_name(string name, string value, string code) =>
        Refuses(With(name, value), name, code);

    [Theory]
    [InlineData("tools", "[{},1]", "tools[1]")]
    [InlineData("stop", "[\"a\",null]", "stop[1]")]
    [InlineData("x_gateway", "{\"include\":1}", "x_gateway.include")]
    public void The_place_inside_a_wrong_option_is_named(string name, string value, string param) =>
        Refuses(With(name, value), param, "invalid_type");

    [Theory]
    [InlineData("n", "1")]
    [InlineData("n", "128")]
    [InlineData("n", "null")]
    [InlineData("temperature", "0")]
    [InlineData("temperature", "2")]
    [InlineData("top_logprobs", "20")]
    [InlineData("stop", "[\"a\",\"b\",\"c\",\"d\"]")]
    [InlineData("stop", "null")]
    [InlineData("tools", "null")]
    [InlineData("seed", "-9223372036854775808")]
    [InlineData("made_up", "{\"by\":[\"someone\"]}")]
    public void A_right_option_at_its_limit_is_taken(string name, string value) =>
        Assert.True(TryRead(Encoding.UTF8.GetBytes(With(name, value)), out _));

    [Fact]
    public void What_the_frame_refuses_is_refused_here_with_the_same_words()
    {
        byte[] body = "{\"messages\":[]}"u8.ToArray();
        RequestFrame.TryScan(body, RequestLimits.Default, out _, out ApiError? expected);

        Assert.False(ChatRequestReader.TryRead(body, RequestLimits.Default, out _, out ApiError? error));
        Assert.Equal(expected, error);
    }

    [Theory]
    [InlineData(@"\ud800")]
    [InlineData(@"\udc00")]
    [InlineData(@"\ud83dx")]
    [InlineData(@"\ud83d\n")]
    [InlineData(@"\ud83d\ud83d\ude00")]
    [InlineData(@"\ud83d\\ude00")]
    public void An_unpaired_surrogate_is_refused_since_it_is_no_text(string content) =>
        Refuses($$"""{"model":"a","messages":[{"role":"user","content":"{{content}}"}]}""", null, null);

    [Theory]
    [InlineData(@"\ud83d\ude00", "😀")]
    [InlineData(@"\\ud800", @"\ud800")]
    [InlineData(@"\\\\\ud83d\ude00\u0041", @"\\😀A")]
    public void A_paired_surrogate_and_an_escaped_backslash_are_text(string content, string text)
    {
        ChatRequest request = ChatRequestTests.Read($$"""{"model":"a","messages":[{"role":"user","content":"{{content}}"}]}""");

        Assert.Equal(text, request.Messages[0].Text);
    }

    [Fact]
    public void The_words_of_a_client_in_an_error_are_cut_and_escaped()
    {
        string role = new string('x', 5_000) + "\\n";
        ChatRequestReader.TryRead(
            Encoding.UTF8.GetBytes($$"""{"model":"a","messages":[{"role":"{{role}}","content":""}]}"""), RequestLimits.Default, out _, out ApiError? error);

        Assert.InRange(error!.Message.Length, 100, 400); // refused, as the test above shows
    }

    [Fact]
    public void Ten_thousand_levels_are_refused_at_any_limit_below() =>
        Assert.False(TryRead(
            Encoding.UTF8.GetBytes($$"""{"model":"a","messages":[{"role":"user","content":{{new string('[', 10_000)}}{{new string(']', 10_000)}}}]}"""), out _));

    [Fact]
    public void No_bytes_make_the_reader_throw_and_what_it_takes_can_be_written() =>
        Properties.Hold(JsonTexts.Mutated(Gen.OneOf(RequestBodies.Any, Conversations)), body =>
        {
            if (!TryRead(body, out ChatRequest? request))
            {
                return true;
            }

            byte[] written = JsonSerializer.SerializeToUtf8Bytes(request, ProtocolJson.Wire.ChatRequest);
            return JsonNode.Parse(written) is JsonObject && request.Messages.All(message => message.Text.Length >= 0);
        }, 5_000);

    private static FsCheck.Gen<string> Conversations => JsonTexts.Object(
        from content in Gen.Elements("\"x\"", @"""\ud83d\ude00""", """[{"type":"text","text":"a"},{"type":"image_url","image_url":{}}]""", "null")
        from role in Gen.Elements("user", "assistant", "tool", "system")
        from extra in JsonTexts.Members(2)
        from stop in JsonTexts.Maybe("\"stop\":\"a\"", "\"stop\":[\"a\",\"b\"]", "\"tools\":[{\"a\":1}]", "\"temperature\":1.5", "\"n\":3")
        select new[] { "\"model\":\"a\"", $$$"""
            "messages":[{"role":"{{{role}}}","content":{{{content}}},"tool_calls":[{"id":"c","function":{"name":"f","arguments":"{}"}}]}]
            """ }.Concat(extra).Concat(stop).ToArray());

    private static string With(string name, string value) =>
        $$"""{"model":"a","messages":[{"role":"user","content":"x"}],"{{name}}":{{value}}}""";

    private static bool TryRead(byte[] body, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ChatRequest? request) =>
        ChatRequestReader.TryRead(body, RequestLimits.Default, out request, out _);

    private static void Refuses(string body, string? param, string? code)
    {
        Assert.False(ChatRequestReader.TryRead(Encoding.UTF8.GetBytes(body), RequestLimits.Default, out ChatRequest? request, out ApiError? error));
        Assert.Null(request);
        Assert.Equal((400, param, code), (error.Status, error.Param, error.Code));
    }
}
