using System.Text.Json.Nodes;
using Gateway.Tests.Running;
using State.Keys;
using Xunit;

namespace Gateway.Tests.VectorStores;

/// <summary>Random keys, documents and questions: nobody is ever shown a passage that its key may not see, on no way.</summary>
public sealed class AccessListTests
{
    private const int Documents = 24;
    private const int Keys = 8;
    private static readonly string[] Labels = ["hr", "board", "travel", "legal"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task No_caller_is_shown_a_foreign_passage(int seed)
    {
        var random = new Random(seed);
        await using var gateway = new HostedGateway();
        await gateway.StartAsync();
        var store = (string)(await gateway.PostAsync("/v1/vector_stores", new JsonObject { ["name"] = "house" }, HostedGateway.AdminKey)).Json["id"]!;
        var labelsOf = new Dictionary<string, string[]>();
        for (var i = 0; i < Documents; i++)
        {
            var labels = Some(random);
            var front = i % 2 == 0 && labels.Length > 0 ? $"---\naccess: {string.Join(", ", labels)}\n---\n" : "";
            var file = await gateway.UploadAsync($"{i}.md", $"{front}# Rule {i}\n\nThe allowance of case {i} is {i + 100} crowns, secret{i}.\n", HostedGateway.AdminKey);
            var attributes = front.Length == 0 && labels.Length > 0 ? new JsonObject { ["access"] = string.Join(',', labels) } : [];
            await gateway.PostAsync($"/v1/vector_stores/{store}/files", new JsonObject { ["file_id"] = file, ["attributes"] = attributes }, HostedGateway.AdminKey);
            labelsOf[file] = labels;
        }

        while ((int)(await gateway.GetAsync($"/v1/vector_stores/{store}", HostedGateway.AdminKey)).Json["file_counts"]!["in_progress"]! > 0)
        {
            await Task.Yield();
        }

        var ids = labelsOf.Keys.ToList();
        for (var k = 0; k < Keys; k++)
        {
            var held = Some(random);
            var key = gateway.Keys.Create($"key {k}", Role.App, ["*"], ["*"], null, held).Token;
            var may = ids.Where(file => labelsOf[file].Length == 0 || labelsOf[file].Intersect(held).Any()).ToHashSet();
            foreach (var question in new[] { "What is the allowance?", $"case {random.Next(Documents)} secret{random.Next(Documents)}" })
            {
                var found = (await gateway.PostAsync($"/v1/vector_stores/{store}/search", new JsonObject { ["query"] = question, ["max_num_results"] = 50 }, key)).Json["data"]!.AsArray();
                Assert.All(found, one => Assert.Contains((string)one!["file_id"]!, may));
                Assert.True(may.Count == 0 || found.Count > 0 || question[0] == 'c', "what is allowed should be found");
                var answer = (await gateway.PostAsync("/v1/chat/completions", Chat(question), key)).Text;
                Assert.All(ids.Where(file => !may.Contains(file)), file => Assert.DoesNotContain(file, answer));
            }

            var listed = (await gateway.GetAsync($"/v1/vector_stores/{store}/files?limit=100", key)).Json["data"]!.AsArray().Select(file => (string)file!["id"]!).ToHashSet();
            Assert.Equal(may, listed);
            for (var i = 0; i < Documents; i++)
            {
                var expected = may.Contains(ids[i]) ? 200 : 404;
                Assert.Equal(expected, (await gateway.GetAsync($"/v1/documents/house/{ids[i]}/{i}.md", key)).Status);
                Assert.Equal(expected, (await gateway.GetAsync($"/v1/vector_stores/{store}/files/{ids[i]}/content", key)).Status);
                Assert.Equal(404, (await gateway.GetAsync($"/v1/files/{ids[i]}/content", key)).Status);
            }
        }
    }

    private static string[] Some(Random random) => [.. Labels.Where(_ => random.Next(3) == 0)];

    private static JsonObject Chat(string question) => new()
    {
        ["model"] = "auto/house",
        ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = question }),
        ["x_gateway"] = new JsonObject { ["include"] = true },
    };
}
