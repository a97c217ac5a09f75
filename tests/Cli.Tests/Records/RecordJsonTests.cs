using System.Text.Json;
using Cli.Records;
using Xunit;

namespace Cli.Tests.Records;

public sealed class RecordJsonTests
{
    [Fact]
    public void A_record_is_one_object_with_the_names_of_the_log()
    {
        JsonElement record = Write("Twenty days."u8.ToArray());

        Assert.StartsWith("aud_", record.GetProperty("opening").GetProperty("id").GetString());
        Assert.Equal("retrieve", record.GetProperty("opening").GetProperty("decision").GetProperty("arm").GetString());
        Assert.Equal("completed", record.GetProperty("closing").GetProperty("outcome").GetString());
        Assert.Equal(64, record.GetProperty("opening_leaf").GetString()?.Length);
        Assert.Equal("Twenty days.", record.GetProperty("answer").GetProperty("text").GetString());
        Assert.False(record.TryGetProperty("assembled_prompt", out _));
    }

    [Fact]
    public void Content_that_is_not_utf8_is_written_in_base64()
    {
        Assert.Equal([0xFF, 0xFE], Write([0xFF, 0xFE]).GetProperty("answer").GetProperty("base64").GetBytesFromBase64());
    }

    private static JsonElement Write(byte[] answer) => JsonElement.Parse(RecordJson.Write(RecordFixture.Full(answer)));
}
