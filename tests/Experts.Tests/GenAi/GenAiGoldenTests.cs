using Experts.GenAi;
using LanguageModels.Sessions;
using Support;
using Xunit;

namespace Experts.Tests.GenAi;

public sealed class GenAiGoldenTests
{
    // 3e-5 is the largest difference the reference saw; float32 sums of 64 to 128 terms differ by order of addition between machines.
    private const float FloatTolerance = 1e-4f;

    // Activations are rounded to 8 bits: 0.78 against exact arithmetic at logits of 17 was the largest seen.
    private const float Int4Tolerance = 0.8f;

    [Theory]
    [InlineData("llama-tiny-fp32", "expected.hf_logits.f32", FloatTolerance)]
    [InlineData("qwen2-tiny-fp32", "expected.hf_logits.f32", FloatTolerance)]
    [InlineData("llama-tiny-int4", "expected.dequantised_logits.f32", Int4Tolerance)]
    [InlineData("qwen2-tiny-int4", "expected.dequantised_logits.f32", Int4Tolerance)]
    public void Logits_at_every_position_are_those_of_the_reference(string name, string file, float tolerance)
    {
        var folder = GenAiFolder.Open(name);
        using var model = GenAiModel.Open(folder.Path, GenAiFolder.Settings());

        AssertLogits(folder, model, null, folder.Logits(file), tolerance);
    }

    [Theory]
    [InlineData("base", null)]
    [InlineData("a", "a")]
    [InlineData("b", "b")]
    public void Logits_with_an_adapter_are_those_of_the_merged_weights(string name, string? adapter)
    {
        var folder = GenAiFolder.Open("llama-tiny-lora");
        using var model = GenAiModel.Open(folder.Path, GenAiFolder.Settings() with { Adapters = Adapters(folder) });

        AssertLogits(folder, model, adapter, folder.Logits($"expected.{name}.hf_merged_logits.f32"), FloatTolerance);
    }

    [Theory]
    [InlineData("a", 4)]
    [InlineData("b", 2)]
    public void Logits_with_an_adapter_file_of_ours_are_those_of_the_merged_weights(string name, int rank)
    {
        var folder = GenAiFolder.Open("llama-tiny-lora");
        using var adapter = new TemporaryFolder();
        File.Copy(folder.File($"expert_{name}.peft.safetensors"), adapter["adapter_model.safetensors"]);
        File.WriteAllText(adapter["adapter_config.json"], $$"""{"peft_type": "LORA", "r": {{rank}}, "lora_alpha": 8}""");
        LoraWeights.Read(adapter.Path).WriteForGenAi(adapter["ours.onnx_adapter"]);
        using var model = GenAiModel.Open(folder.Path, GenAiFolder.Settings() with { Adapters = [new GenAiAdapter("ours", adapter["ours.onnx_adapter"])] });

        AssertLogits(folder, model, "ours", folder.Logits($"expected.{name}.hf_merged_logits.f32"), FloatTolerance);
    }

    [Theory]
    [InlineData("llama-tiny-int4")]
    [InlineData("qwen2-tiny-int4")]
    public void Its_own_greedy_search_on_int4_is_that_of_the_official_package_on_the_same_version(string name)
    {
        var folder = GenAiFolder.Open(name);
        Assert.SkipUnless(OnnxRuntimeLibrary.Version == "1.29.0", "int4 answers are only comparable on the version they were made with, 1.29.0");
        using var model = GenAiModel.Open(folder.Path, GenAiFolder.Settings());
        var greedy = folder.GreedyOfGenAi();
        for (var i = 0; i < folder.Prompts.Length; i++)
        {
            Assert.Equal(greedy[i], Greedy(model, folder.Prompts[i], greedy[i].Length));
        }
    }

    [Fact]
    public void A_terminated_generator_fails_its_next_run_with_an_error_and_terminating_a_closed_one_does_nothing()
    {
        var folder = GenAiFolder.Open("llama-tiny-fp32");
        using var model = GenAiModel.Open(folder.Path, GenAiFolder.Settings());
        using var generator = model.Start(100, null);
        generator.Append(folder.Prompts[0]);
        generator.Terminate();

        Assert.Throws<GenAiException>(() => generator.Append([1]));

        generator.Dispose();
        generator.Terminate();
    }

    [Fact]
    public void Wrong_adapters_folders_and_libraries_are_refused_with_a_message()
    {
        var folder = GenAiFolder.Open("llama-tiny-lora");
        var settings = GenAiFolder.Settings();
        var adapter = Adapters(folder)[0];
        using var model = GenAiModel.Open(folder.Path, settings with { Adapters = [adapter] });

        Assert.Contains("nobody", Assert.Throws<GenAiException>(() => model.Start(10, "nobody")).Message, StringComparison.Ordinal);
        Assert.Throws<GenAiException>(() => GenAiModel.Open(folder.Path, settings with { Adapters = [adapter, adapter] }));
        Assert.Throws<GenAiException>(() => GenAiModel.Open(folder.Path, settings with { Adapters = [new("x", folder.File("model.onnx"))] }));
        Assert.Throws<GenAiException>(() => GenAiModel.Open(folder.File("nothing"), settings));
        Assert.Contains("cannot load", Assert.Throws<GenAiException>(() => GenAiLibrary.Load(folder.File("model.onnx"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_an_image_that_GenAI_would_find_loading_is_refused_instead_of_ending_the_process()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "GenAI is bound on Linux");

        var refusal = Assert.Throws<GenAiException>(() => GenAiLibrary.RequireOnnxRuntime(["libno-such-runtime.so.1"]));

        Assert.Contains("libno-such-runtime.so.1", refusal.Message, StringComparison.Ordinal);
    }

    internal static GenAiAdapter[] AdaptersOf(GenAiFolder folder) => [new("a", folder.File("expert_a.onnx_adapter")), new("b", folder.File("expert_b.onnx_adapter"))];

    private static System.Collections.Immutable.ImmutableArray<GenAiAdapter> Adapters(GenAiFolder folder) => [.. AdaptersOf(folder)];

    private static int[] Greedy(GenAiModel model, int[] prompt, int count)
    {
        using var generator = model.Start(prompt.Length + count, null);
        generator.Append(prompt);
        return [.. Enumerable.Range(0, count).Select(_ => generator.Next())];
    }

    private static void AssertLogits(GenAiFolder folder, GenAiModel model, string? adapter, float[] expected, float tolerance)
    {
        const int Vocabulary = 512;
        Assert.Equal(folder.Prompts.Sum(prompt => prompt.Length) * Vocabulary, expected.Length);
        var (found, row) = (new float[Vocabulary], 0);
        foreach (var prompt in folder.Prompts)
        {
            using var generator = model.Start(prompt.Length, adapter);
            foreach (var token in prompt)
            {
                generator.Append([token]);
                generator.Logits(found);
                for (var i = 0; i < Vocabulary; i++)
                {
                    Assert.True(Math.Abs(found[i] - expected[(row * Vocabulary) + i]) <= tolerance, $"row {row}, token {i}: {found[i]} for {expected[(row * Vocabulary) + i]}");
                }

                row++;
            }
        }
    }
}
