using System.Text.Json;
using Protocol.Models;
using Xunit;

namespace Protocol.Tests.Models;

public sealed class ModelListTests
{
    [Fact]
    public void A_list_is_written_as_openai_writes_it() =>
        Assert.Equal(
            """{"object":"list","data":[{"id":"auto","object":"model","created":5,"owned_by":"gateway"}]}""",
            JsonSerializer.Serialize(new ModelList([new ModelCard("auto", 5, "gateway")]), ModelJson.Default.ModelList));

    [Fact]
    public void A_list_of_an_upstream_is_read()
    {
        ModelList list = JsonSerializer.Deserialize(
            """{"object":"list","data":[{"id":"m","object":"model","created":1,"owned_by":"o","parent":null}],"x":1}""", ModelJson.Default.ModelList)!; // not the word null

        Assert.Equal(new ModelCard("m", 1, "o"), Assert.Single(list.Data));
    }
}
