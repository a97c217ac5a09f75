using Experts.Registry;
using Support;
using Xunit;

namespace Experts.Tests.Registry;

public sealed class CopiedVersionTests : IDisposable
{
    private static readonly ExpertFacts Facts = new() { Architecture = "llama", Quantisation = "int4", OnnxRuntimeVersion = "1.29.0" };

    private readonly TemporaryFolder _folder = new();
    private readonly ExpertRegistry _here;
    private readonly ExpertRegistry _there;

    public CopiedVersionTests() => (_there, _here) = (new ExpertRegistry(_folder["there"], new ManualTime()), new ExpertRegistry(_folder["here"], new ManualTime()));

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_version_of_another_registry_is_the_same_version_here()
    {
        var made = await MakeAsync();

        var taken = await _here.AddCopyAsync(made.Folder, Token);

        Assert.Equal((made.Name, made.Version), (taken.Name, taken.Version));
        Assert.Equal("weights", await File.ReadAllTextAsync(Path.Combine(taken.Folder, "inner", "model.onnx"), Token));
        await _here.VerifyAsync(taken, null, Token);
        Assert.Null(_here.Current(taken.Name));
        Assert.True(Directory.Exists(made.Folder));
    }

    [Fact]
    public async Task A_copy_whose_files_were_changed_is_refused_and_leaves_nothing()
    {
        var made = await MakeAsync();
        await File.WriteAllTextAsync(Path.Combine(made.Folder, "inner", "model.onnx"), "WEIGHTS", Token);

        var refusal = await Assert.ThrowsAsync<RegistryException>(() => _here.AddCopyAsync(made.Folder, Token));

        Assert.Contains("model.onnx", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(_here.Names());
    }

    [Fact]
    public async Task A_folder_without_a_manifest_is_refused()
    {
        Directory.CreateDirectory(_folder["empty"]);

        await Assert.ThrowsAsync<RegistryException>(() => _here.AddCopyAsync(_folder["empty"], Token));
    }

    private async Task<ExpertVersion> MakeAsync()
    {
        using var draft = _there.Begin();
        Directory.CreateDirectory(Path.Combine(draft.Folder, "inner"));
        await File.WriteAllTextAsync(Path.Combine(draft.Folder, "inner", "model.onnx"), "weights", Token);
        return await _there.AddAsync(draft, "tea", Facts, null, Token);
    }
}
