using System.Text.Json;
using System.Text.Json.Nodes;
using Protocol.Chat;
using Protocol.Frames;
using Xunit;

namespace Protocol.Tests.Chat;

public sealed class ChatAnswerTests
{
    [Fact]
    public void An_answer_has_the_documented_members_with_their_nulls()
    {
        var answer = new ChatCompletion
        {
            Id = "chatcmpl-1",
            Created = 5,
            Model = "m",
            Choices =
            [
                new ChatChoice
                {
                    Index = 0,
                    Message = new ResponseMessage
                    {
                        Content = "Yes [1].",
                        Annotations = [Annotation.Cite(new UrlCitation { Url = "https://docs.example/a", Title = "A", StartIndex = 4, EndIndex = 6 })],
                    },
                    FinishReason = FinishReasons.Stop,
                },
            ],
            Usage = Usage.Of(3, 4),
            SystemFingerprint = "fp",
        };

        Assert.Equal(
            """{"id":"chatcmpl-1","object":"chat.completion","created":5,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"Yes [1].","refusal":null,"annotations":[{"type":"url_citation","url_citation":{"url":"https://docs.example/a","title":"A","start_index":4,"end_index":6}}]},"logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7},"system_fingerprint":"fp"}""",
            JsonSerializer.Serialize(answer, ProtocolJson.Wire.ChatCompletion));
    }

    [Fact]
    public void A_chunk_says_null_for_a_choice_that_goes_on_and_nothing_for_what_is_not_new()
    {
        var chunk = new ChatCompletionChunk
        {
            Id = "chatcmpl-1",
            Created = 5,
            Model = "m",
            Choices = [new ChunkChoice { Index = 0, Delta = new ChunkDelta { Role = ChatRoles.Assistant, Content = "" } }],
        };

        Assert.Equal(
            """{"id":"chatcmpl-1","object":"chat.completion.chunk","created":5,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":""},"logprobs":null,"finish_reason":null}]}""",
            JsonSerializer.Serialize(chunk, ProtocolJson.Wire.ChatCompletionChunk));
    }

    [Theory]
    [InlineData("""
        {"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":null,"refusal":"no","reasoning_content":"hm","tool_calls":[{"id":"t","type":"function","function":{"name":"f","arguments":"{}"}}]},"logprobs":{"content":[{"token":"a","bytes":null}]},"finish_reason":"tool_calls","stop_reason":7}],"usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3,"prompt_tokens_details":{"cached_tokens":1},"cost":0.5},"service_tier":"x","metadata":{"k":"v"}}
        """)]
    public void An_upstream_s_whole_answer_survives_being_read_and_written(string json)
    {
        ChatCompletion answer = JsonSerializer.Deserialize(json, ProtocolJson.Default.ChatCompletion)!; // not the word null

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(JsonSerializer.Serialize(answer, ProtocolJson.Wire.ChatCompletion))));
    }

    [Theory]
    [InlineData("""
        {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":1,"delta":{"tool_calls":[{"index":0,"id":"t","type":"function","function":{"name":"f","arguments":""}}],"x":1},"logprobs":null,"finish_reason":null}],"obfuscation":"zz"}
        """)]
    public void An_upstream_s_chunk_survives_being_read_and_written(string json)
    {
        ChatCompletionChunk chunk = JsonSerializer.Deserialize(json, ProtocolJson.Default.ChatCompletionChunk)!; // not the word null

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(JsonSerializer.Serialize(chunk, ProtocolJson.Wire.ChatCompletionChunk))));
    }
}
