using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using FsCheck.Fluent;
using Protocol.Errors;
using Protocol.Frames;
using Xunit;

namespace Protocol.Tests.Frames;

public sealed class RequestFrameTests
{
    private const string Plain = """{"model":"gpt","messages":[]}""";

    [Fact]
    public void A_splice_means_what_the_same_change_of_a_tree_means() =>
        Properties.Hold(
            from body in RequestBodies.Any
            from model in Gen.Elements("gpt", "other", "m1/é", "quo\"te\n😀")
            from usage in Gen.Elements(true, false)
            select (body, model, usage),
            one => JsonNode.DeepEquals(JsonNode.Parse(Spliced(one.body, one.model, one.usage)), Edited(one.body, one.model, one.usage)),
            5_000);

    [Fact]
    public void A_body_in_which_nothing_changes_is_the_same_to_the_byte() =>
        Properties.Hold(
            RequestBodies.Any.Where(body => !body.Contains("x_gateway", StringComparison.Ordinal)),
            body => Spliced(body, Frame(body).Model, askForUsage: false) == body,
            2_000);

    [Theory]
    [InlineData("""{"model":"a","messages":[]}""", """{"stream_options":{"include_usage":true},"model":"b","messages":[]}""")]
    [InlineData("""{"stream_options":{},"messages":[],"model":"a"}""", """{"stream_options":{"include_usage":true},"messages":[],"model":"b"}""")]
    [InlineData("""{"model":"a","messages":[],"stream_options":null,"seed":1.0}""", """{"model":"b","messages":[],"stream_options":{"include_usage":true},"seed":1.0}""")]
    [InlineData("""{"model":"a","messages":[],"stream_options":{"x":1}}""", """{"model":"b","messages":[],"stream_options":{"include_usage":true,"x":1}}""")]
    [InlineData("""{"model":"a","messages":[],"stream_options":{"include_usage":false}}""", """{"model":"b","messages":[],"stream_options":{"include_usage":true}}""")]
    [InlineData("""{"model":"a","messages":[],"stream_options":{"include_usage":true}}""", """{"model":"b","messages":[],"stream_options":{"include_usage":true}}""")]
    [InlineData("""{"x_gateway":{"include":true},"model":"a","messages":[]}""", """{"stream_options":{"include_usage":true},"model":"b","messages":[]}""")]
    [InlineData("""{"model":"a","messages":[],"x_gateway":null}""", """{"stream_options":{"include_usage":true},"model":"b","messages":[]}""")]
    public void Only_the_bytes_that_must_change_do(string body, string expected) =>
        Assert.Equal(expected, Spliced(body, "b", askForUsage: true));

    [Theory]
    [InlineData("""{"model":"gpt","messages":[],"stream":true,"stream_options":{"include_usage":true}}""", true, true, false)]
    [InlineData("""{"model":"gpt","messages":[],"stream":null,"stream_options":{"include_usage":null}}""", false, false, false)]
    [InlineData("""{"model":"gpt","messages":[],"x_gateway":{"include":true}}""", false, false, true)]
    [InlineData("""{"model":"gpt","messages":[{"stream":true,"model":"no"}]}""", false, false, false)]
    public void The_frame_says_what_the_client_asked_for(string body, bool stream, bool usage, bool gateway)
    {
        RequestFrame frame = Frame(body);

        Assert.Equal(("gpt", stream, usage, gateway), (frame.Model, frame.Stream, frame.IncludeUsage, frame.IncludeGateway));
    }

    [Theory]
    [InlineData("", null, null)]
    [InlineData("nonsense", null, null)]
    [InlineData("{\"model\":\"a\",\"messages\":[]", null, null)]
    [InlineData("{\"model\":\"a\",\"messages\":[]} {}", null, null)]
    [InlineData("{\"model\":\"a\",\"messages\":[],}", null, null)]
    [InlineData("\uFEFF{\"model\":\"a\",\"messages\":[]}", null, null)]
    [InlineData("[]", null, "invalid_type")]
    [InlineData("null", null, "invalid_type")]
    [InlineData("{}", "model", "missing_required_parameter")]
    [InlineData("{\"messages\":[]}", "model", "missing_required_parameter")]
    [InlineData("{\"model\":\"a\"}", "messages", "missing_required_parameter")]
    [InlineData("{\"model\":null,\"messages\":[]}", "model", "invalid_type")]
    [InlineData("{\"model\":5,\"messages\":[]}", "model", "invalid_type")]
    [InlineData("{\"model\":\"\",\"messages\":[]}", "model", "invalid_value")]
    [InlineData("{\"model\":\"\\ud800\",\"messages\":[]}", null, null)]
    [InlineData("{\"model\":\"a\",\"messages\":\"hello\"}", "messages", "invalid_type")]
    [InlineData("{\"model\":\"a\",\"messages\":null}", "messages", "invalid_type")]
    [InlineData("{\"model\":\"a\",\"messages\":[],\"stream\":\"true\"}", "stream", "invalid_type")]
    [InlineData("{\"model\":\"a\",\"messages\":[],\"stream_options\":true}", "stream_options", "invalid_type")]
    [InlineData("{\"model\":\"a\",\"messages\":[],\"stream_options\":{\"include_usage\":1}}", "stream_options.include_usage", "invalid_type")]
    [InlineData("{\"model\":\"a\",\"messages\":[],\"x_gateway\":[]}", "x_gateway", "invalid_type")]
    [InlineData("{\"model\":\"a\",\"messages\":[],\"x_gateway\":{\"include\":\"yes\"}}", "x_gateway.include", "invalid_type")]
    [InlineData("{\"model\":\"a\",\"messages\":[],\"m\\u006fdel\":\"b\"}", "model", "duplicate_parameter")]
    [InlineData("{\"model\":\"a\",\"messages\":[],\"messages\":[]}", "messages", "duplicate_parameter")]
    [InlineData("{\"model\":\"a\",\"messages\":[],\"stream\":true,\"stream\":false}", "stream", "duplicate_parameter")]
    [InlineData("{\"model\":\"a\",\"messages\":[],\"stream_options\":{\"include_usage\":true,\"include_usage\":false}}", "stream_options.include_usage", "duplicate_parameter")]
    public void A_wrong_body_is_refused_with_the_member_at_fault(string body, string? param, string? code)
    {
        ApiError error = Error(Encoding.UTF8.GetBytes(body));

        Assert.Equal((400, "invalid_request_error", param, code), (error.Status, error.Type, error.Param, error.Code));
    }

    [Fact]
    public void A_syntax_error_is_placed()
    {
        ApiError error = Error("{\n \"model\": oops}"u8.ToArray());

        Assert.Contains("line 2, byte 11", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0xFF)]
    [InlineData(0xC0)]
    [InlineData(0x80)]
    public void Invalid_utf8_anywhere_is_refused(byte broken)
    {
        byte[] body = Encoding.UTF8.GetBytes("""{"model":"a","messages":[{"content":"xyz"}]}""");
        body[Array.IndexOf(body, (byte)'y')] = broken;

        Assert.Contains("UTF-8", Error(body).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_body_above_the_limit_is_refused_and_one_at_the_limit_is_not()
    {
        byte[] body = Encoding.UTF8.GetBytes(Plain);

        Assert.True(RequestFrame.TryScan(body, new RequestLimits(MaxBodyBytes: body.Length), out _, out _));
        Assert.False(RequestFrame.TryScan(body, new RequestLimits(MaxBodyBytes: body.Length - 1), out _, out ApiError? error));
        Assert.Equal(413, error.Status);
    }

    [Theory]
    [InlineData(64, 64, true)]
    [InlineData(65, 64, false)]
    [InlineData(3, 3, true)]
    [InlineData(4, 3, false)]
    [InlineData(10_000, 64, false)]
    [InlineData(10_000, 1_000, false)]
    public void Nesting_above_the_limit_is_refused_and_at_the_limit_is_not(int levels, int limit, bool accepted)
    {
        // The body is level 1, so the other member brings levels - 1.
        string nested = new string('[', levels - 1) + new string(']', levels - 1);
        byte[] body = Encoding.UTF8.GetBytes($$"""{"model":"a","messages":[],"x":{{nested}}}""");

        Assert.Equal(accepted, RequestFrame.TryScan(body, new RequestLimits(MaxJsonDepth: limit), out _, out ApiError? error));
        Assert.Equal(accepted, error is null);
        Assert.True(accepted || error!.Message.Contains($"{limit} levels", StringComparison.Ordinal)); // not null unless accepted
    }

    [Fact]
    public void A_model_name_above_the_limit_is_refused_and_one_at_the_limit_is_not()
    {
        string longest = new('x', RequestFrame.MaxModelBytes);

        Assert.Equal(longest, Frame($$"""{"model":"{{longest}}","messages":[]}""").Model);
        Assert.Equal("model", Error(Encoding.UTF8.GetBytes($$"""{"model":"{{longest}}x","messages":[]}""")).Param);
    }

    [Fact]
    public void No_bytes_make_the_scan_throw()
    {
        Properties.Hold(JsonTexts.Mutated(RequestBodies.Any), IsAnswered, 5_000);
        Properties.Hold(ArbMap.Default.GeneratorFor<byte[]>(), IsAnswered, 2_000);
    }

    [Fact]
    public void A_frame_refuses_to_write_another_body() =>
        Assert.Throws<ArgumentException>(() => Frame(Plain).Write("{}"u8, "b", false, new ArrayBufferWriter<byte>()));

    [Fact]
    public void A_scan_allocates_the_name_of_the_model_and_nothing_else()
    {
        byte[] body = Encoding.UTF8.GetBytes("""{"model":"gpt","messages":[{"role":"user","content":"Hello, how are you?"}],"stream":true,"stream_options":{"include_usage":false}}""");
        Scan(body, 10);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Scan(body, 1_000);
        long perScan = (GC.GetAllocatedBytesForCurrentThread() - before) / 1_000;

        Assert.InRange(perScan, 1, 32); // a string of three characters: 8 header + 8 type + 4 length + 8 text, rounded up
    }

    private static void Scan(byte[] body, int turns)
    {
        for (int turn = 0; turn < turns; turn++)
        {
            Assert.True(RequestFrame.TryScan(body, RequestLimits.Default, out _, out _));
        }
    }

    private static bool IsAnswered(byte[] body) =>
        RequestFrame.TryScan(body, RequestLimits.Default, out RequestFrame frame, out ApiError? error)
            ? frame.Model.Length > 0 && JsonNode.Parse(Spliced(body, frame, "other", true)) is JsonObject
            : error.Status == 400;

    private static RequestFrame Frame(string body)
    {
        Assert.True(RequestFrame.TryScan(Encoding.UTF8.GetBytes(body), RequestLimits.Default, out RequestFrame frame, out ApiError? error), error?.Message);
        return frame;
    }

    private static ApiError Error(byte[] body)
    {
        Assert.False(RequestFrame.TryScan(body, RequestLimits.Default, out _, out ApiError? error));
        return error;
    }

    private static string Spliced(string body, string model, bool askForUsage) =>
        Encoding.UTF8.GetString(Spliced(Encoding.UTF8.GetBytes(body), Frame(body), model, askForUsage));

    private static byte[] Spliced(byte[] body, RequestFrame frame, string model, bool askForUsage)
    {
        var output = new ArrayBufferWriter<byte>();
        frame.Write(body, model, askForUsage, output);
        return output.WrittenSpan.ToArray();
    }

    private static JsonObject Edited(string body, string model, bool askForUsage)
    {
        JsonObject tree = JsonNode.Parse(body)!.AsObject(); // a generated body is an object
        tree["model"] = model;
        tree.Remove("x_gateway");
        if (askForUsage)
        {
            JsonObject options = tree["stream_options"] as JsonObject ?? [];
            options["include_usage"] = true;
            tree["stream_options"] = options.Parent is null ? options : options.DeepClone();
        }

        return tree;
    }
}
