using System.Runtime.InteropServices;
using System.Text.Json;
using Experts.GenAi;
using LanguageModels.Sessions;
using Support;
using Xunit;

namespace Experts.Tests.GenAi;

/// <summary>A folder of the official builder, its expected answers, and the library; tests skip where either is absent.</summary>
internal sealed class GenAiFolder
{
    private readonly JsonElement _expected;

    private GenAiFolder(string path)
    {
        Path = path;
        _expected = JsonElement.Parse(System.IO.File.ReadAllBytes(File("expected.json")));
        Prompts = Ids(_expected.GetProperty("prompts"));
    }

    public string Path { get; }

    public int[][] Prompts { get; }

    public int[][] Greedy => Ids(_expected.GetProperty("hf_greedy"));

    public static GenAiFolder Open(string name)
    {
        var file = SharedFolder.File("goldens", "genai", name, "expected.json");
        Assert.SkipWhen(file is null, SharedFolder.SkipReason);
        return new GenAiFolder(System.IO.Path.GetDirectoryName(file)!);
    }

    /// <summary>One thread; the library beside the reference material.</summary>
    public static GenAiSettings Settings()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64, "the GenAI library for tests is a Linux x64 one");
        var library = SharedFolder.File("native", "onnxruntime-genai-linux-x64", "libonnxruntime-genai.so");
        Assert.SkipWhen(library is null, SharedFolder.SkipReason);
        return new GenAiSettings { Library = library, Session = new SessionSettings { Threads = 1 } };
    }

    /// <summary>GenAI's own greedy tokens with the ONNX Runtime version of this build.</summary>
    public int[][] GreedyOfGenAi() => Ids(_expected.GetProperty("genai_greedy").GetProperty($"genai 0.18.0, onnxruntime {OnnxRuntimeLibrary.Version}"));

    /// <summary>Greedy tokens of Hugging Face with an adapter merged into the weights.</summary>
    public int[][] GreedyOfMerged(string adapter) => Ids(_expected.GetProperty("results").GetProperty(adapter).GetProperty("hf_merged_greedy"));

    /// <summary>[positions of all prompts, vocabulary]</summary>
    public float[] Logits(string file) => MemoryMarshal.Cast<byte, float>(System.IO.File.ReadAllBytes(File(file))).ToArray();

    public string File(string name) => System.IO.Path.Combine(Path, name);

    private static int[][] Ids(JsonElement lists) => [.. lists.EnumerateArray().Select(list => list.EnumerateArray().Select(id => id.GetInt32()).ToArray())];
}
