using System.Runtime.InteropServices;
using System.Text.Json;
using Support;
using Xunit;

namespace LanguageModels.Tests.Sessions;

/// <summary>A folder of the official builder with the answers of its reference; tests skip without it.</summary>
internal sealed class GenAiGolden
{
    private readonly string _folder;

    private GenAiGolden(string folder)
    {
        _folder = folder;
        using var expected = JsonDocument.Parse(File.ReadAllBytes(System.IO.Path.Combine(folder, "expected.json")));
        Prompts = Ids(expected.RootElement.GetProperty("prompts"));
        Greedy = expected.RootElement.TryGetProperty("hf_greedy", out var greedy) && greedy.ValueKind == JsonValueKind.Array ? Ids(greedy) : [];
    }

    public int[][] Prompts { get; }

    public int[][] Greedy { get; }

    public string Path => _folder;

    public static GenAiGolden Open(string name)
    {
        var file = SharedFolder.File("goldens", "genai", name, "expected.json");
        Assert.SkipWhen(file is null, SharedFolder.SkipReason);
        return new GenAiGolden(System.IO.Path.GetDirectoryName(file)!);
    }

    /// <summary>Logits of all positions of all prompts, one after the other.</summary>
    public float[] Logits(string file) => MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(System.IO.Path.Combine(_folder, file))).ToArray();

    private static int[][] Ids(JsonElement lists) => [.. lists.EnumerateArray().Select(list => list.EnumerateArray().Select(id => id.GetInt32()).ToArray())];
}
