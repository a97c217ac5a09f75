using System.Text.Json.Nodes;
using Audit.Reading;
using Xunit;

namespace Cli.Tests.Records;

public sealed class RecordJsonTests
{
    [Fact]
    public void A_record_is_one_object_with_the_names_of_the_log()
    {
        JsonObject record = RecordJson.Of(RecordFixture.Full("Twenty days."u8.ToArray()));

        Assert.StartsWith("aud_", (string?)record["opened"]?["id"]);
        Assert.Equal("retrieve", (string?)record["opened"]?["decision"]?["arm"]);
        Assert.Equal("completed", (string?)record["closed"]?["outcome"]);
        Assert.Equal(64, ((string?)record["log"]?["opening_leaf_hash"])?.Length);
        Assert.Equal("Twenty days.", (string?)record["content"]?["answer"]?["text"]);
        Assert.Null(record["content"]?["assembled_prompt"]);
    }

    [Fact]
    public void Content_that_is_not_utf8_is_written_in_base64()
    {
        Assert.Equal([0xFF, 0xFE], Convert.FromBase64String((string)RecordJson.Of(RecordFixture.Full([0xFF, 0xFE]))["content"]!["answer"]!["base64"]!));
    }
}
