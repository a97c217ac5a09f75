using System.Text;
using Experts.Registry;
using Support;
using Xunit;

namespace Experts.Tests.Registry;

public sealed class ExpertRegistryTests : IDisposable
{
    private static readonly ExpertFacts Facts = new() { Architecture = "llama", Quantisation = "int4", OnnxRuntimeVersion = "1.29.0" };

    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();
    private readonly ExpertRegistry _registry;

    public ExpertRegistryTests() => _registry = new ExpertRegistry(_folder["registry"], _time);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_added_is_found_by_name_and_by_the_first_digits_of_its_version()
    {
        var added = await AddAsync("law", "weights");
        await _registry.SetCurrentAsync("law", added.Version, Token);

        Assert.Equal(added.Version, _registry.Resolve("law", null)!.Version);
        Assert.Equal(added.Version, _registry.Resolve("law", added.Version[..8])!.Version);
        Assert.Equal("weights", await File.ReadAllTextAsync(Path.Combine(added.Folder, "model.onnx"), Token));
        Assert.Equal(["law"], _registry.Names());
        Assert.Equal(["model.onnx", "sub/tokenizer.json"], _registry.Resolve("law", null)!.Manifest!.Files.Select(file => file.Path));
    }

    [Fact]
    public async Task The_same_content_added_twice_is_one_version()
    {
        var first = await AddAsync("law", "weights");
        _time.Advance(TimeSpan.FromHours(1));
        var second = await AddAsync("law", "weights");

        Assert.Equal(first.Version, second.Version);
        Assert.Single(_registry.List("law"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder["registry/incoming"]));
    }

    [Fact]
    public async Task Other_facts_or_other_content_are_another_version()
    {
        var versions = new[]
        {
            (await AddAsync("law", "weights")).Version,
            (await AddAsync("law", "weightz")).Version,
            (await AddAsync("law", "weights", Facts with { Quantisation = "int8" })).Version,
            (await AddAsync("law", "weights", Facts with { OnnxRuntimeVersion = "1.30.0" })).Version,
        };

        Assert.Distinct(versions);
    }

    [Fact]
    public async Task A_version_stays_current_when_another_is_added_and_moves_only_when_told()
    {
        var first = await AddAsync("law", "one");
        await _registry.SetCurrentAsync("law", first.Version, Token);
        _time.Advance(TimeSpan.FromMinutes(1));
        var second = await AddAsync("law", "two");

        Assert.Equal(first.Version, _registry.Current("law"));
        await _registry.SetCurrentAsync("law", second.Version[..6], Token);
        Assert.Equal(second.Version, _registry.Current("law"));
        Assert.Equal([first.Version, second.Version], _registry.List("law").Select(version => version.Version));
    }

    [Fact]
    public async Task The_current_version_cannot_be_removed_and_others_can()
    {
        var first = await AddAsync("law", "one");
        var second = await AddAsync("law", "two");
        await _registry.SetCurrentAsync("law", second.Version, Token);

        await Assert.ThrowsAsync<RegistryException>(() => _registry.RemoveAsync("law", second.Version, Token));
        await _registry.RemoveAsync("law", first.Version, Token);

        Assert.Null(_registry.Resolve("law", first.Version));
        Assert.NotNull(_registry.Resolve("law", null));
        Assert.False(Directory.Exists(first.Folder));
    }

    [Fact]
    public async Task A_changed_byte_is_found_by_verification_and_the_file_is_named()
    {
        var added = await AddAsync("law", "weights");
        await File.WriteAllTextAsync(Path.Combine(added.Folder, "model.onnx"), "weighty", Token);

        var refusal = await Assert.ThrowsAsync<RegistryException>(() => _registry.VerifyAsync(added, null, Token));

        Assert.Contains("'model.onnx' was changed", refusal.Message);
    }

    [Fact]
    public async Task A_file_that_was_put_beside_the_others_is_refused()
    {
        var added = await AddAsync("law", "weights");
        await File.WriteAllTextAsync(Path.Combine(added.Folder, "sub", "extra.bin"), "", Token);

        var refusal = await Assert.ThrowsAsync<RegistryException>(() => _registry.VerifyAsync(added, null, Token));

        Assert.Contains("'sub/extra.bin' is not in its manifest", refusal.Message);
    }

    [Fact]
    public async Task A_torn_version_is_refused_when_it_is_resolved_and_can_be_removed()
    {
        var added = await AddAsync("law", "weights");
        File.Delete(Path.Combine(added.Folder, "sub", "tokenizer.json"));

        var refusal = Assert.Throws<RegistryException>(() => _registry.Resolve("law", added.Version));

        Assert.Contains("'sub/tokenizer.json' is missing", refusal.Message);
        Assert.Empty(_registry.List("law"));
        await _registry.RemoveAsync("law", added.Version, Token);
        Assert.Empty(_registry.Hashes("law"));
    }

    [Fact]
    public async Task Adding_a_torn_version_again_repairs_it()
    {
        var added = await AddAsync("law", "weights");
        File.Delete(Path.Combine(added.Folder, "model.onnx"));

        var again = await AddAsync("law", "weights");

        await _registry.VerifyAsync(again, null, Token);
        Assert.Equal(added.Version, again.Version);
    }

    [Theory]
    [InlineData("\"int4\"", "\"int8\"", "hash is the version")]
    [InlineData("\"format\": 1", "\"format\": 2", "format 2; expected 1")]
    [InlineData("\"law\"", "\"tax\"", "expected law@")]
    [InlineData("model.onnx", "../../../x", "list of files is damaged")]
    [InlineData("{", "", "no manifest")]
    [InlineData("\"architecture\"", "\"architektur\"", "no manifest")]
    public async Task A_manifest_that_was_changed_is_refused_with_the_reason(string old, string made, string reason)
    {
        var added = await AddAsync("law", "weights");
        var path = Path.Combine(added.Folder, "manifest.json");
        var text = await File.ReadAllTextAsync(path, Token);
        Assert.Contains(old, text);
        await File.WriteAllTextAsync(path, text.Replace(old, made, StringComparison.Ordinal), Token);

        var refusal = Assert.Throws<RegistryException>(() => _registry.Resolve("law", added.Version));

        Assert.Contains(reason, refusal.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData(".hidden")]
    [InlineData("a/b")]
    [InlineData("Law")]
    [InlineData("a b")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task A_name_that_is_none_is_refused_when_adding_and_not_found_when_resolving(string name)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => AddAsync(name, "weights"));
        Assert.Null(_registry.Resolve(name, null));
        Assert.Null(_registry.Resolve(name, "abcd"));
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("../experts")]
    [InlineData("ABCDEF")]
    public async Task What_is_no_version_is_not_found(string version)
    {
        await AddAsync("law", "weights");

        Assert.Null(_registry.Resolve("law", version));
    }

    [Fact]
    public async Task A_damaged_pointer_is_refused()
    {
        var added = await AddAsync("law", "weights");
        await File.WriteAllTextAsync(_folder["registry/experts/law/current"], "../../etc", Token);

        Assert.Contains("is damaged", Assert.Throws<RegistryException>(() => _registry.Resolve("law", null)).Message);
        await _registry.SetCurrentAsync("law", added.Version, Token);
        Assert.NotNull(_registry.Resolve("law", null));
    }

    [Fact]
    public async Task A_link_in_a_draft_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a privilege on Windows");
        using var draft = _registry.Begin();
        File.CreateSymbolicLink(Path.Combine(draft.Folder, "model.onnx"), "/etc/hostname");

        var refusal = await Assert.ThrowsAsync<RegistryException>(() => _registry.AddAsync(draft, "law", Facts, null, Token));

        Assert.Contains("is a link", refusal.Message);
    }

    [Fact]
    public void A_draft_that_was_left_behind_is_deleted_and_a_living_one_is_not()
    {
        using var living = _registry.Begin();
        var left = _folder["registry/incoming/00000000000000000000000000000000"];
        Directory.CreateDirectory(left);
        File.WriteAllText(left + ".lock", "");

        using var next = _registry.Begin();

        Assert.False(Directory.Exists(left));
        Assert.True(Directory.Exists(living.Folder));
    }

    [Fact]
    public async Task Many_at_once_add_and_move_the_pointer_without_a_torn_look()
    {
        var first = await AddAsync("law", "0");
        await _registry.SetCurrentAsync("law", first.Version, Token);
        using var done = new CancellationTokenSource();
        var looks = Task.Run(() =>
        {
            var seen = 0;
            do // once at least, however late this task is started
            {
                seen += _registry.Resolve("law", null)!.Version.Length / 64;
            }
            while (!done.IsCancellationRequested);

            return seen;
        }, Token);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            var mine = new ExpertRegistry(_folder["registry"], _time);
            for (var i = 0; i < 5; i++)
            {
                var added = await AddAsync("law", $"{writer} {i}", registry: mine);
                await mine.SetCurrentAsync("law", added.Version, Token);
            }
        }, Token)));
        await done.CancelAsync();

        Assert.True(await looks > 0);
        Assert.Equal(21, _registry.List("law").Count);
    }

    [Fact]
    public async Task An_expert_whose_current_version_was_deleted_is_named_and_said_to_be_damaged()
    {
        var added = await AddAsync("law", "weights");
        await _registry.SetCurrentAsync("law", added.Version, Token);

        Directory.Delete(added.Folder, recursive: true);

        Assert.Equal(["law"], _registry.Names());
        Assert.Throws<RegistryException>(() => _registry.Resolve("law", null));
    }

    [Fact]
    public async Task Files_that_may_only_be_read_are_added_too()
    {
        using var draft = _registry.Begin();
        var file = Path.Combine(draft.Folder, "model.onnx");
        File.Copy(Environment.IsPrivilegedProcess && OperatingSystem.IsLinux() ? "/bin/sleep" : typeof(ExpertRegistry).Assembly.Location, file);
        using var running = HinderWriting(file);

        var added = await _registry.AddAsync(draft, "law", Facts, null, Token);

        Assert.NotNull(_registry.Resolve("law", added.Version));
        running?.Kill();
    }

    /// <summary>The mode of a downloaded file; root may write that, but not a program while it runs.</summary>
    private static System.Diagnostics.Process? HinderWriting(string file)
    {
        if (OperatingSystem.IsWindows())
        {
            return null; // Windows flushes through handles that may write only.
        }

        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        return Environment.IsPrivilegedProcess && OperatingSystem.IsLinux() ? System.Diagnostics.Process.Start(file, "30") : null;
    }

    [Fact]
    public async Task Progress_ends_at_all_bytes()
    {
        var added = await AddAsync("law", "weights");
        var steps = new Steps();

        await _registry.VerifyAsync(added, steps, Token);

        Assert.Equal(added.Manifest!.Bytes, steps.Seen[^1].BytesDone);
        Assert.All(steps.Seen, step => Assert.Equal(added.Manifest.Bytes, step.BytesTotal));
    }

    private async Task<ExpertVersion> AddAsync(string name, string weights, ExpertFacts? facts = null, ExpertRegistry? registry = null)
    {
        registry ??= _registry;
        using var draft = registry.Begin();
        await File.WriteAllTextAsync(Path.Combine(draft.Folder, "model.onnx"), weights, Token);
        Directory.CreateDirectory(Path.Combine(draft.Folder, "sub"));
        await File.WriteAllBytesAsync(Path.Combine(draft.Folder, "sub", "tokenizer.json"), Encoding.UTF8.GetBytes("{}"), Token);
        return await registry.AddAsync(draft, name, facts ?? Facts, null, Token);
    }

    private sealed class Steps : IProgress<RegistryProgress>
    {
        public List<RegistryProgress> Seen { get; } = [];

        public void Report(RegistryProgress value) => Seen.Add(value);
    }
}
