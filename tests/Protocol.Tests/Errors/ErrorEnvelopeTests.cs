using System.Text;
using System.Text.Json;
using FsCheck.Fluent;
using Protocol.Errors;
using Xunit;

namespace Protocol.Tests.Errors;

public sealed class ErrorEnvelopeTests
{
    [Fact]
    public void The_envelope_has_all_four_members_also_when_they_are_null() =>
        Assert.Equal(
            """{"error":{"message":"m","type":"invalid_request_error","param":null,"code":null}}""",
            Encoding.UTF8.GetString(new ErrorEnvelope(ApiError.InvalidRequest("m", null)).ToUtf8()));

    [Fact]
    public void The_envelope_of_any_text_is_one_line_of_json_and_known_again() =>
        Properties.Hold(ArbMap.Default.GeneratorFor<string?>(), text =>
        {
            byte[] json = new ErrorEnvelope(ApiError.InvalidRequest(text ?? "", text, text)).ToUtf8();
            using JsonDocument document = JsonDocument.Parse(json);
            return !json.AsSpan().ContainsAny((byte)'\r', (byte)'\n') && ErrorEnvelope.IsEnvelope(json);
        });

    [Theory]
    [InlineData("""{"error":{"message":"m"}}""", true)]
    [InlineData(""" {"id":[1,{"error":1}],"error":{"code":5,"message":"m","x":{}},"y":2} """, true)]
    [InlineData("""{"error":"m"}""", false)]
    [InlineData("""{"error":{"message":null}}""", false)]
    [InlineData("""{"error":{"inner":{"message":"m"}}}""", false)]
    [InlineData("""{"inner":{"error":{"message":"m"}}}""", false)]
    [InlineData("""[{"error":{"message":"m"}}]""", false)]
    [InlineData("""{"error":{"message":"m"}} x""", false)]
    [InlineData("""{"error":{"message":"m"}""", false)]
    [InlineData("<html>502</html>", false)]
    [InlineData("", false)]
    [InlineData("""{"\ud800":1,"error":{"message":"m"}}""", false)]
    public void An_envelope_is_told_from_other_bodies(string body, bool expected) =>
        Assert.Equal(expected, ErrorEnvelope.IsEnvelope(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void A_body_of_ten_thousand_levels_is_no_envelope() =>
        Assert.False(ErrorEnvelope.IsEnvelope(Encoding.UTF8.GetBytes("{\"error\":" + new string('[', 10_000))));
}
