using Experts.Registry;
using Experts.Serving;
using Gateway.Hosting;
using Gateway.LocalModels;
using LanguageModels.Templates;
using Microsoft.Extensions.Logging.Abstractions;
using Support;
using Support.Models;
using Xunit;

namespace Gateway.Tests.Hosting;

public sealed class PreloadingTests
{
    private readonly ScriptedEngine _engine = ScriptedEngine.Saying("Yes.");
    private readonly StringWriter _output = new();
    private int _loads;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_expert_that_is_named_is_in_memory_and_has_answered_once_before_the_first_request()
    {
        await using var host = Host();

        await new Preloading(host, new ExpertsOptions { Preload = ["good"] }, TimeProvider.System).RunAsync(_output, Stop);

        Assert.Equal((1, 1), (_loads, _engine.Started));
        (await host.AcquireAsync("good", null, Stop)).Dispose();
        Assert.Equal(1, _loads);
        Assert.Contains("Loaded expert/good", _output.ToString());
    }

    [Fact]
    public async Task An_expert_that_is_missing_or_torn_is_told_and_the_others_are_loaded()
    {
        await using var host = Host();

        await new Preloading(host, new ExpertsOptions { Preload = ["missing", "torn", "good"] }, TimeProvider.System).RunAsync(_output, Stop);

        Assert.Contains("expert/missing is not loaded", _output.ToString());
        Assert.Contains("The hash is another.", _output.ToString());
        Assert.Contains("Loaded expert/good", _output.ToString());
    }

    [Fact]
    public async Task A_file_that_is_no_GenAI_library_stops_the_start()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["library.so"], "no library");
        await using var host = Host();

        var refusal = await Assert.ThrowsAsync<SettingsException>(() =>
            new Preloading(host, new ExpertsOptions { Engine = ExpertEngine.GenAi, GenAiLibrary = folder["library.so"] }, TimeProvider.System).RunAsync(_output, Stop));

        Assert.Contains("Experts:GenAiLibrary", refusal.Message);
    }

    private ExpertHost Host() => new(
        (name, _) => name == "missing" ? null : new ExpertVersion(name, "v1", "/nowhere"), LoadAsync,
        new ExpertHostOptions { MemoryBytes = 100, BytesOf = _ => 10 }, TimeProvider.System, NullLogger<ExpertHost>.Instance);

    private Task<LoadedModel> LoadAsync(ExpertVersion version, CancellationToken cancellationToken)
    {
        _loads++;
        var format = new ExpertFormat { Tokenizer = ByteTokenizer.Instance, Template = ChatTemplate.Parse("{{ messages }}"), EndTokens = [ByteTokenizer.EndId] };
        return version.Name == "torn"
            ? throw new InvalidDataException("The hash is another.")
            : Task.FromResult(new LoadedModel { Version = version, Expert = new Expert(_engine, format) });
    }
}
