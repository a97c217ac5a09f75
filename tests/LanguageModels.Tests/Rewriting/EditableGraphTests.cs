using LanguageModels.Rewriting;
using LanguageModels.Tests.Sessions;
using Xunit;

namespace LanguageModels.Tests.Rewriting;

public sealed class EditableGraphTests
{
    [Fact]
    public void A_graph_that_was_not_changed_is_the_same_after_reading_and_writing()
    {
        var bytes = File.ReadAllBytes(Path.Combine(GenAiGolden.Open("llama-tiny-int4").Path, "model.onnx"));

        var once = EditableGraph.Read(bytes).Write();

        Assert.Equal(once, EditableGraph.Read(once).Write());
        var (before, after) = (EditableGraph.Read(bytes), EditableGraph.Read(once));
        Assert.Equal(before.Nodes.Select(Shown), after.Nodes.Select(Shown));
        Assert.Equal(before.Size("logits", 2), after.Size("logits", 2));
        Assert.Equal(512, after.Size("logits", 2));
        Assert.Null(after.Size("logits", 1));
    }

    [Fact]
    public void A_damaged_graph_is_refused_or_read_but_never_worse()
    {
        var original = File.ReadAllBytes(Path.Combine(GenAiGolden.Open("llama-tiny-fp32").Path, "model.onnx"));
        var random = new Random(4);
        for (var round = 0; round < 200; round++)
        {
            var bytes = original.ToArray();
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));

            var error = Record.Exception(() =>
            {
                var graph = EditableGraph.Read(bytes.AsSpan(..random.Next(round % 2 == 0 ? bytes.Length : 1, bytes.Length + 1)));
                LogitRows.AddTo(graph, "logits", 512);
                QuantisedCache.AddTo(graph, CacheFormat.Int8, 1, 16);
                graph.Write();
            });

            Assert.True(error is null or InvalidDataException, $"round {round}: {error}");
        }
    }

    private static string Shown(EditableNode node) => $"{string.Join(",", node.Outputs)} = {node.Op}({string.Join(",", node.Inputs)})";
}
