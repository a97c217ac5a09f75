using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Support;

namespace LanguageModels.Tests.Graphs;

/// <summary>A tiny checkpoint with its reference outputs.</summary>
internal sealed class GoldenDecoder
{
    private GoldenDecoder(string folder)
    {
        Folder = folder;
        using var file = new GZipStream(File.OpenRead(Path.Combine(folder, "golden.json.gz")), CompressionMode.Decompress);
        Json = JsonNode.Parse(file)!;
    }

    /// <summary>Where the checkpoint lies.</summary>
    public string Folder { get; }

    /// <summary>The reference outputs.</summary>
    public JsonNode Json { get; }

    /// <summary>A checkpoint by name; null where the reference material is not here.</summary>
    public static GoldenDecoder? Find(string name) =>
        SharedFolder.File("goldens", "decoders", name, "golden.json.gz") is { } file ? new GoldenDecoder(Path.GetDirectoryName(file)!) : null;

    /// <summary>Token ids of a node.</summary>
    public static int[] Ids(JsonNode node) => [.. node.AsArray().Select(id => (int)id!)];

    /// <summary>An array of little-endian float32.</summary>
    public static float[] Floats(JsonNode node) => MemoryMarshal.Cast<byte, float>(Convert.FromBase64String((string)node["f32"]!)).ToArray();
}
