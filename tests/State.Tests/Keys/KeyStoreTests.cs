using Microsoft.Data.Sqlite;
using State.Keys;
using Support;
using Xunit;

namespace State.Tests.Keys;

public sealed class KeyStoreTests : IDisposable
{
    private const string OwnToken = "an-operators-own-token";

    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();

    private string DatabasePath => _folder["state.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_key_is_listed_as_it_was_made()
    {
        IssuedKey issued = Open().Create("shop", Role.App, ["auto", "auto/*"], ["handbook"], "acme");

        ApiKey listed = Assert.Single(Open().List());

        Assert.Equivalent(issued.Key, listed, strict: true);
        Assert.Equal(("shop", Role.App, "acme"), (listed.Name, listed.Role, listed.Tenant));
        Assert.Equal(["auto", "auto/*"], listed.Models);
        Assert.Equal(["handbook"], listed.Domains);
        Assert.Equal(_time.GetUtcNow(), listed.CreatedAt);
        Assert.Null(listed.RevokedAt);
        Assert.Matches("^key_[0-9a-f]{16}$", listed.Id);
        Assert.Equal(TokenText.Hint(issued.Token), listed.Hint);
    }

    [Fact]
    public void The_file_does_not_hold_the_token()
    {
        IssuedKey issued = Create("shop");

        string file = System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(DatabasePath));

        Assert.DoesNotContain(issued.Token, file);
        Assert.DoesNotContain(issued.Token[6..30], file);
        Assert.Contains(issued.Key.Id, file);
    }

    [Fact]
    public void Nothing_that_prints_shows_the_token()
    {
        IssuedKey issued = Create("shop");
        using KeyRing ring = KeyRing.Open(DatabasePath, _time);
        TokenHash.TryCompute(issued.Token, out TokenHash hash);

        Assert.All(
            [issued.ToString(), issued.Key.ToString(), ring.Find(issued.Token).ToString(), new StoredKey(hash, issued.Key).ToString()],
            text => Assert.DoesNotContain(issued.Token[6..16], text));
    }

    [Fact]
    public void The_file_can_be_read_by_its_owner_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no Unix file modes.");
        Create("shop");

        Assert.Equal("600", OperatingSystem.IsWindows() ? "" : Convert.ToString((int)File.GetUnixFileMode(DatabasePath), 8));
    }

    [Fact]
    public void Importing_a_token_twice_keeps_the_first_key()
    {
        ApiKey first = Import("first");
        ApiKey second = Import("second");

        Assert.Equal(first.Id, second.Id);
        Assert.Equal("first", Assert.Single(Open().List()).Name);
    }

    [Fact]
    public void Importing_a_revoked_token_does_not_revive_it()
    {
        Open().Revoke(Import("first").Id);

        Assert.NotNull(Import("again").RevokedAt);
    }

    [Fact]
    public void A_token_that_is_too_short_is_refused_without_being_repeated()
    {
        var problem = Assert.Throws<ArgumentException>(() => Open().Import("hunter2", "shop", Role.App, ["*"], ["*"], null));

        Assert.Contains("16 to 512", problem.Message);
        Assert.Contains("found 7", problem.Message);
        Assert.DoesNotContain("hunter2", problem.Message);
    }

    [Theory]
    [InlineData("", "*", "name")]
    [InlineData("a\nb", "*", "name")]
    [InlineData("shop", "a*b", "models")]
    [InlineData("shop", "", "models")]
    public void A_broken_rule_is_named(string name, string model, string named)
    {
        var problem = Assert.Throws<ArgumentException>(() => Open().Create(name, Role.App, [model], ["*"], null));

        Assert.Contains(named, problem.Message);
        Assert.Empty(Open().List());
    }

    [Fact]
    public void Revoking_keeps_the_first_time()
    {
        ApiKey key = Create("shop").Key;
        DateTimeOffset first = _time.GetUtcNow();

        Assert.Equal(Revocation.Revoked, Open().Revoke(key.Id));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(Revocation.AlreadyRevoked, Open().Revoke(key.Id));

        Assert.Equal(first, Assert.Single(Open().List()).RevokedAt);
    }

    [Fact]
    public void A_key_can_be_revoked_by_its_hint()
    {
        Assert.Equal(Revocation.Revoked, Open().Revoke(Create("shop").Key.Hint));
    }

    [Fact]
    public void An_unknown_name_revokes_nothing()
    {
        Create("shop");

        Assert.Equal(Revocation.NotFound, Open().Revoke("shop"));
        Assert.Null(Assert.Single(Open().List()).RevokedAt);
    }

    [Fact]
    public void A_hint_of_two_keys_revokes_neither()
    {
        KeyStore store = Open();
        store.Import("ab-first-operator-token-yz", "one", Role.App, ["*"], ["*"], null);
        store.Import("ab-other-operator-token-yz", "two", Role.App, ["*"], ["*"], null);

        Assert.Equal(Revocation.Ambiguous, store.Revoke("ab…yz"));
        Assert.All(store.List(), key => Assert.Null(key.RevokedAt));
    }

    [Fact]
    public async Task Several_stores_may_write_at_once()
    {
        await Parallel.ForAsync(0, 8, TestContext.Current.CancellationToken, (writer, _) =>
        {
            KeyStore store = Open();
            for (int i = 0; i < 5; i++)
            {
                store.Create($"{writer}-{i}", Role.App, ["*"], ["*"], null);
            }

            return ValueTask.CompletedTask;
        });

        Assert.Equal(40, Open().List().Select(key => key.Name).Distinct().Count());
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_by_name()
    {
        File.WriteAllText(DatabasePath, new string('x', 4096));

        Assert.Contains(DatabasePath, Assert.Throws<KeyStoreException>(Open).Message);
    }

    [Theory]
    [InlineData("CREATE TABLE other (x);", "another program")]
    [InlineData("PRAGMA application_id = 0x47775374; PRAGMA user_version = 9;", "schema version 9")]
    public void A_file_of_another_program_or_version_is_left_alone(string sql, string said)
    {
        using (var connection = new SqliteConnection($"Data Source={DatabasePath};Pooling=false"))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }

        byte[] before = File.ReadAllBytes(DatabasePath);

        Assert.Contains(said, Assert.Throws<KeyStoreException>(Open).Message);
        Assert.Equal(before, File.ReadAllBytes(DatabasePath));
    }

    [Fact]
    public void A_missing_folder_is_said()
    {
        Assert.Contains("folder exists", Assert.Throws<KeyStoreException>(() => KeyStore.Open(_folder["no/state.db"], _time)).Message);
    }

    private KeyStore Open() => KeyStore.Open(DatabasePath, _time);

    private IssuedKey Create(string name) => Open().Create(name, Role.App, ["*"], ["*"], null);

    private ApiKey Import(string name) => Open().Import(OwnToken, name, Role.App, ["*"], ["*"], null);
}
