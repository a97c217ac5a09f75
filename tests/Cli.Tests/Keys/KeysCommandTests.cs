using State.Keys;
using Xunit;

namespace Cli.Tests.Keys;

public sealed class KeysCommandTests : IDisposable
{
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task The_token_is_all_that_goes_to_standard_output()
    {
        Shell.Outcome created = await _shell.RunAsync("keys", "create", "--name", "shop");

        Assert.Equal(0, created.Code);
        Assert.Matches(@"^sk-gw-[\w-]{43}\r?\n$", created.Output);
        Assert.DoesNotContain(created.Lines[0], created.Error);
    }

    [Fact]
    public async Task A_key_gets_what_the_options_say()
    {
        await _shell.RunAsync(
            "keys", "create", "--name", "shop", "--role", "auditor", "--models", "auto, auto/*", "--domains", "a", "b", "--tenant", "acme");

        ApiKey key = Assert.Single(Store().List());
        Assert.Equal(("shop", Role.Auditor, "acme"), (key.Name, key.Role, key.Tenant));
        Assert.Equal(["auto", "auto/*"], key.Models);
        Assert.Equal(["a", "b"], key.Domains);
    }

    [Fact]
    public async Task The_token_works_until_it_is_revoked()
    {
        string token = (await _shell.RunAsync("keys", "create", "--name", "shop")).Lines[0];
        using KeyRing ring = KeyRing.Open(Path.Combine(_shell.DataFolder, "state.db"), _shell.Time);
        KeyLookup before = ring.Find(token);

        Shell.Outcome revoked = await _shell.RunAsync("keys", "revoke", before.Key?.Id ?? "");

        Assert.Equal(KeyOutcome.Found, before.Outcome);
        Assert.Equal(0, revoked.Code);
        Assert.Equal(KeyOutcome.Revoked, ring.Find(token).Outcome);
    }

    [Fact]
    public async Task A_piped_list_has_one_line_a_key_no_escape_codes_and_no_token()
    {
        string token = (await _shell.RunAsync("keys", "create", "--name", "shop")).Lines[0];
        await _shell.RunAsync("keys", "create", "--name", new string('n', 100), "--models", new string('m', 250));

        Shell.Outcome listed = await _shell.RunAsync("keys", "list");

        Assert.Equal(3, listed.Lines.Length);
        Assert.DoesNotContain('\e', listed.Output);
        Assert.DoesNotContain(token, listed.Output);
        Assert.Contains("valid", listed.Lines[1]);
    }

    [Fact]
    public async Task Revoking_an_unknown_key_is_a_finding()
    {
        await _shell.RunAsync("keys", "create", "--name", "shop");

        Shell.Outcome revoked = await _shell.RunAsync("keys", "revoke", "key_unknown");

        Assert.Equal(1, revoked.Code);
        Assert.Contains("key_unknown", revoked.Error);
    }

    [Theory]
    [InlineData("--name is required", "keys", "create")]
    [InlineData("role", "keys", "create", "--name", "x", "--role", "king")]
    [InlineData("models", "keys", "create", "--name", "x", "--models", "a*b")]
    [InlineData("nonsense", "keys", "nonsense")]
    public async Task Wrong_usage_is_exit_code_2_and_says_what_is_wrong(string said, params string[] arguments)
    {
        Shell.Outcome outcome = await _shell.RunAsync(arguments);

        Assert.Equal(2, outcome.Code);
        Assert.Contains(said, outcome.Error.Replace("'", ""));
        Assert.Empty(outcome.Output);
    }

    [Fact]
    public async Task Listing_where_no_installation_is_leaves_none_behind()
    {
        Shell.Outcome listed = await _shell.RunAsync("keys", "list");

        Assert.Equal(2, listed.Code);
        Assert.Contains("no data folder", listed.Error);
        Assert.False(Directory.Exists(_shell.DataFolder));
    }

    [Theory]
    [InlineData("keys", "list")]
    [InlineData("keys", "revoke", "key_0")]
    public async Task Asking_for_keys_where_none_was_made_creates_no_file(params string[] arguments)
    {
        Directory.CreateDirectory(_shell.DataFolder);

        Shell.Outcome outcome = await _shell.RunAsync(arguments);

        Assert.Equal(2, outcome.Code);
        Assert.Contains("no keys", outcome.Error);
        Assert.Empty(Directory.GetFileSystemEntries(_shell.DataFolder));
    }

    private KeyStore Store() => KeyStore.Open(Path.Combine(_shell.DataFolder, "state.db"), _shell.Time);
}
