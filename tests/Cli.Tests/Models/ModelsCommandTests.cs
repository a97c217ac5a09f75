using Experts.Registry;
using Support;
using Xunit;

namespace Cli.Tests.Models;

public sealed class ModelsCommandTests : IDisposable
{
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task An_imported_model_is_current_listed_and_whole()
    {
        string config = Golden();

        Shell.Outcome imported = await _shell.RunAsync("models", "import", Path.GetDirectoryName(config)!, "--name", "tiny", "--precision", "float32", "--domain", "law", "--licence", "mit");
        Shell.Outcome listed = await _shell.RunAsync("models", "list");
        Shell.Outcome current = await _shell.RunAsync("models", "current", "tiny");
        Shell.Outcome inspected = await _shell.RunAsync("models", "inspect", "tiny");

        Assert.Equal(0, imported.Code);
        string id = Assert.Single(imported.Lines);
        Assert.Matches("^tiny@[0-9a-f]{64}$", id);
        Assert.Equal(id, Assert.Single(current.Lines));
        Assert.Contains("current", Assert.Single(listed.Lines, line => line.StartsWith("tiny", StringComparison.Ordinal)));
        Assert.Equal(0, inspected.Code);
        foreach (string fact in (string[])[id, "float32", "law", "mit", "llama", "1.29.0", "model.onnx.data", "genai_config.json"])
        {
            Assert.Contains(fact, inspected.Output);
        }
    }

    [Fact]
    public async Task Importing_the_same_twice_is_one_version()
    {
        string folder = Path.GetDirectoryName(Golden())!;

        Shell.Outcome first = await _shell.RunAsync("models", "import", folder, "--name", "tiny");
        Shell.Outcome second = await _shell.RunAsync("models", "import", folder, "--name", "tiny");

        Assert.Equal((0, 0), (first.Code, second.Code));
        Assert.Equal(first.Output, second.Output);
    }

    [Fact]
    public async Task What_is_no_model_is_refused_and_leaves_nothing()
    {
        Directory.CreateDirectory(_shell["empty"]);

        Shell.Outcome outcome = await _shell.RunAsync("models", "import", _shell["empty"], "--name", "tiny");

        Assert.Equal(2, outcome.Code);
        Assert.Contains("expected a .gguf file", outcome.Error);
        Assert.DoesNotContain(Files(), file => !file.EndsWith("lock", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("model.onnx.data", "no numbers")]
    [InlineData("model.onnx", "ONNX")]
    public async Task A_GenAI_folder_that_does_not_run_is_refused_and_the_version_that_answered_stays_current(string damaged, string said)
    {
        string source = CopyOf(GenAiGolden());
        string first = Assert.Single((await _shell.RunAsync("models", "import", source, "--name", "tiny")).Lines);
        byte[] bytes = await File.ReadAllBytesAsync(Path.Combine(source, damaged), TestContext.Current.CancellationToken);
        bytes.AsSpan(bytes.Length / 4, bytes.Length / 2).Fill(0xFF); // float32 numbers of these bits are none
        await File.WriteAllBytesAsync(Path.Combine(source, damaged), bytes, TestContext.Current.CancellationToken);

        Shell.Outcome outcome = await _shell.RunAsync("models", "import", source, "--name", "tiny");

        Assert.Equal(2, outcome.Code);
        Assert.Contains(said, outcome.Error);
        Assert.Equal(first, Assert.Single((await _shell.RunAsync("models", "current", "tiny")).Lines));
        Assert.Single((await _shell.RunAsync("models", "list")).Lines, line => line.StartsWith("tiny", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Big")]
    [InlineData("a/b")]
    [InlineData("..")]
    public async Task A_wrong_name_is_refused_before_the_model_is_read(string name)
    {
        Shell.Outcome outcome = await _shell.RunAsync("models", "import", _shell["absent"], "--name", name);

        Assert.Equal(2, outcome.Code);
        Assert.Contains("is no name of an expert", outcome.Error);
    }

    [Fact]
    public async Task A_version_becomes_current_and_the_other_can_go()
    {
        string first = await AddAsync("one");
        string second = await AddAsync("two");

        Assert.Equal(1, (await _shell.RunAsync("models", "current", "law")).Code);
        Assert.Equal($"law@{first}", Assert.Single((await _shell.RunAsync("models", "current", $"law@{first[..10]}")).Lines));
        Assert.Equal(2, (await _shell.RunAsync("models", "remove", $"law@{first}")).Code);
        Assert.Equal(2, (await _shell.RunAsync("models", "remove", "law")).Code);
        Assert.Equal(0, (await _shell.RunAsync("models", "remove", $"law@{second[..10]}")).Code);
        Assert.DoesNotContain(second[..12], (await _shell.RunAsync("models", "list")).Output);
    }

    [Fact]
    public async Task A_changed_file_is_a_finding()
    {
        string version = await AddAsync("one");
        await File.WriteAllTextAsync(_shell[$"data/registry/experts/law/{version}/model.onnx"], "eno", TestContext.Current.CancellationToken);

        Shell.Outcome outcome = await _shell.RunAsync("models", "inspect", $"law@{version}");

        Assert.Equal(1, outcome.Code);
        Assert.Contains("'model.onnx' was changed", outcome.Error);
        Assert.Empty(outcome.Output);
    }

    [Fact]
    public async Task A_torn_version_is_listed_as_torn()
    {
        string version = await AddAsync("one");
        File.Delete(_shell[$"data/registry/experts/law/{version}/model.onnx"]);

        Assert.Contains("torn", (await _shell.RunAsync("models", "list")).Output);
        Assert.Equal(1, (await _shell.RunAsync("models", "inspect", $"law@{version}")).Code);
    }

    [Fact]
    public async Task A_checkpoint_is_inspected_where_it_lies()
    {
        Assert.SkipWhen(SharedFolder.Path is null, SharedFolder.SkipReason);
        string file = SharedFolder.File("models", "smollm2-135m-instruct", "SmolLM2-135M-Instruct.Q4_1.gguf")!;

        Shell.Outcome outcome = await _shell.RunAsync("models", "inspect", file);

        Assert.Equal(0, outcome.Code);
        Assert.Contains("134,515,008", outcome.Output);
        Assert.Contains("210 tensors", outcome.Output);
        Assert.Contains("apache-2.0", outcome.Output);
    }

    [Fact]
    public async Task Reading_commands_need_an_installation_and_make_none()
    {
        foreach (string[] command in (string[][])[["list"], ["inspect", "law"], ["current", "law"], ["remove", "law@abcd"]])
        {
            Assert.Equal(2, (await _shell.RunAsync(["models", .. command])).Code);
        }

        Assert.False(Directory.Exists(_shell.DataFolder));
    }

    private static string GenAiGolden()
    {
        string? config = SharedFolder.File("goldens", "genai", "llama-tiny-fp32", "genai_config.json");
        Assert.SkipWhen(config is null, SharedFolder.SkipReason);
        return Path.GetDirectoryName(config)!;
    }

    private string CopyOf(string folder)
    {
        string copy = _shell["copy"];
        Directory.CreateDirectory(copy);
        foreach (string file in Directory.GetFiles(folder))
        {
            File.WriteAllBytes(Path.Combine(copy, Path.GetFileName(file)), File.ReadAllBytes(file));
        }

        return copy;
    }

    private static string Golden()
    {
        string? config = SharedFolder.File("goldens", "decoders", "llama-gqa", "config.json");
        Assert.SkipWhen(config is null, SharedFolder.SkipReason);
        return config!;
    }

    private IEnumerable<string> Files() => Directory.EnumerateFiles(_shell.DataFolder, "*", SearchOption.AllDirectories);

    private async Task<string> AddAsync(string weights)
    {
        var registry = new ExpertRegistry(Path.Combine(_shell.DataFolder, "registry"), _shell.Time);
        using ExpertDraft draft = registry.Begin();
        await File.WriteAllTextAsync(Path.Combine(draft.Folder, "model.onnx"), weights, TestContext.Current.CancellationToken);
        var facts = new ExpertFacts { Architecture = "llama", Quantisation = "int4", OnnxRuntimeVersion = "1.29.0" };
        return (await registry.AddAsync(draft, "law", facts, null, TestContext.Current.CancellationToken)).Version;
    }
}
