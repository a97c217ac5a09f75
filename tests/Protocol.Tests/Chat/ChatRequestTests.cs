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

public sealed class ChatRequestTests
{
    private const string Everything = """
        {"model":"gpt","messages":[
           {"role":"system","content":"Be brief."},
           {"role":"user","name":"ann","content":[{"type":"text","text":"What is"},{"type":"image_url","image_url":{"url":"data:,","detail":"low"}},{"type":"text","text":"this?","x":1}]},
           {"role":"assistant","content":null,"refusal":"no","audio":{"id":"a"},"tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{\"a\":1"},"extra_content":{"k":"v"}}]},
           {"role":"tool","tool_call_id":"c1","content":"Zürich 東京 😀"}],
         "stream":true,"stream_options":{"include_usage":true,"include_obfuscation":false},"n":2,"max_tokens":10,"max_completion_tokens":20,
         "temperature":0.7,"top_p":0.9,"frequency_penalty":-2,"presence_penalty":2,"stop":["a","b"],"seed":-5,"logit_bias":{"50256":-100},
         "logprobs":true,"top_logprobs":3,"tools":[{"type":"function","function":{"name":"f","strict":true}}],"tool_choice":"auto",
         "parallel_tool_calls":false,"response_format":{"type":"json_object"},"reasoning_effort":"low","metadata":{"a":"b"},"user":"u",
         "x_gateway":{"include":true,"later":1},"service_tier":"flex","vendor":{"deep":[1,{"x":null}]},"nothing":null}
        """;

    [Fact]
    public void What_was_read_is_written_back_with_every_unknown_member()
    {
        string written = JsonSerializer.Serialize(Read(Everything), ProtocolJson.Wire.ChatRequest);

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Everything), JsonNode.Parse(written)), written);
    }

    [Fact]
    public void Random_unknown_members_survive() =>
        Properties.Hold(RequestBodies.Any.Select(WithMessages), body =>
        {
            JsonNode written = JsonNode.Parse(JsonSerializer.Serialize(Read(body), ProtocolJson.Wire.ChatRequest))!; // an object
            return JsonNode.Parse(body)!.AsObject() // likewise
                .Where(member => member.Value is not null)
                .All(member => JsonNode.DeepEquals(member.Value, written[member.Key]) || HoldsNull(member.Value!));
        }, 1_000);

    [Fact]
    public void The_members_are_where_the_types_say()
    {
        ChatRequest request = Read(Everything);

        Assert.Equal("gpt", request.Model);
        Assert.Equal("What is\nthis?", request.Messages[1].Text);
        Assert.Equal("image_url", request.Messages[1].Content!.Parts![1].Type);
        Assert.Equal("", request.Messages[2].Text);
        Assert.Equal("f", request.Messages[2].ToolCalls![0].Function!.Name);
        Assert.Equal((2, 20, 0.7, -5L), (request.N, request.TokenLimit, request.Temperature, request.Seed));
        Assert.Equal(["a", "b"], request.Stop);
        Assert.True(request.Stream);
        Assert.True(request.StreamOptions!.IncludeUsage);
        Assert.True(request.Gateway!.Include);
        Assert.Equal("flex", request.Extra["service_tier"].GetString());
    }

    [Fact]
    public void Text_outside_ascii_is_written_as_it_is() =>
        Assert.Contains("Zürich 東京", JsonSerializer.Serialize(Read(Everything), ProtocolJson.Wire.ChatRequest), StringComparison.Ordinal);

    [Fact]
    public void One_stop_is_a_string_on_the_wire()
    {
        ChatRequest request = Read("""{"model":"a","messages":[{"role":"user","content":"x"}],"stop":"END"}""");

        Assert.Equal(["END"], request.Stop);
        Assert.Contains("\"stop\":\"END\"", JsonSerializer.Serialize(request, ProtocolJson.Wire.ChatRequest), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_other_members_that_appear_twice_the_last_counts()
    {
        ChatRequest request = Read("""{"model":"a","messages":[{"role":"user","content":"x","content":"y"}],"n":1,"n":2,"z":1,"z":2}""");

        Assert.Equal((2, "y", 2), (request.N, request.Messages[0].Text, request.Extra["z"].GetInt32()));
    }

    [Fact]
    public void A_new_message_replaces_the_conversation_and_nothing_else()
    {
        ChatRequest changed = Read(Everything) with { Messages = [ChatMessage.Of(ChatRoles.User, "hi")], Gateway = null };
        JsonObject expected = JsonNode.Parse(Everything)!.AsObject(); // an object
        expected["messages"] = JsonNode.Parse("""[{"role":"user","content":"hi"}]""");
        expected.Remove("x_gateway");

        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(JsonSerializer.Serialize(changed, ProtocolJson.Wire.ChatRequest))));
    }

    internal static ChatRequest Read(string body)
    {
        Assert.True(ChatRequestReader.TryRead(Encoding.UTF8.GetBytes(body), RequestLimits.Default, out ChatRequest? request, out ApiError? error), error?.Message);
        return request;
    }

    private static string WithMessages(string body)
    {
        JsonObject tree = JsonNode.Parse(body)!.AsObject(); // a generated body is an object
        tree["messages"] = JsonNode.Parse("""[{"role":"user","content":"x"}]""");
        return tree.ToJsonString();
    }

    // A typed member that is null is left out, which means the same to every server.
    private static bool HoldsNull(JsonNode value) => value is JsonObject options && options.Any(member => member.Value is null);
}
