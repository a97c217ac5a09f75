using Microsoft.Data.Sqlite;
using State.Keys;
using Support;
using Xunit;

namespace State.Tests.Keys;

public sealed class KeyRingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();
    private readonly KeyStore _store;
    private readonly KeyRing _ring;

    public KeyRingTests()
    {
        _store = KeyStore.Open(DatabasePath, _time);
        _ring = KeyRing.Open(DatabasePath, _time);
    }

    private string DatabasePath => _folder["state.db"];

    public void Dispose()
    {
        _ring.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_key_is_found_by_its_token()
    {
        IssuedKey issued = Create();

        KeyLookup found = _ring.Find(issued.Token);

        Assert.Equal(KeyOutcome.Found, found.Outcome);
        Assert.Equal(issued.Key.Id, found.Key?.Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sk-gw-")]
    [InlineData("sk-gw-\0\r\n")]
    [InlineData("schlüssel")]
    public void A_token_that_is_nobodys_is_unknown(string token)
    {
        Create();

        Assert.Equal(new KeyLookup(KeyOutcome.Unknown, null), _ring.Find(token));
    }

    [Fact]
    public void A_huge_token_is_unknown()
    {
        Assert.Equal(KeyOutcome.Unknown, _ring.Find(new string('x', 1_000_000)).Outcome);
    }

    [Fact]
    public void A_token_with_one_character_changed_or_missing_is_unknown()
    {
        string token = Create().Token;

        Assert.Equal(KeyOutcome.Unknown, _ring.Find(token.AsSpan(0, token.Length - 1)).Outcome);
        Assert.Equal(KeyOutcome.Unknown, _ring.Find(token[..^1] + (token[^1] == 'A' ? 'B' : 'A')).Outcome);
        Assert.Equal(KeyOutcome.Unknown, _ring.Find(token + "A").Outcome);
    }

    [Fact]
    public void A_key_made_while_the_ring_is_open_is_found_at_once()
    {
        Create();
        _ring.Find("anything");

        Assert.Equal(KeyOutcome.Found, _ring.Find(Create().Token).Outcome);
    }

    [Fact]
    public void A_key_revoked_through_another_store_is_refused_at_once()
    {
        IssuedKey issued = Create();
        Assert.Equal(KeyOutcome.Found, _ring.Find(issued.Token).Outcome);

        KeyStore.Open(DatabasePath, _time).Revoke(issued.Key.Id);

        Assert.Equal(KeyOutcome.Revoked, _ring.Find(issued.Token).Outcome);
    }

    [Fact]
    public async Task Every_lookup_after_a_revocation_sees_it_while_others_change_keys()
    {
        CancellationToken stop = TestContext.Current.CancellationToken;
        await Parallel.ForAsync(0, 4, stop, (_, _) =>
        {
            for (int i = 0; i < 10; i++)
            {
                IssuedKey issued = Create();
                Assert.Equal(KeyOutcome.Found, _ring.Find(issued.Token).Outcome);
                _store.Revoke(issued.Key.Id);
                Assert.Equal(KeyOutcome.Revoked, _ring.Find(issued.Token).Outcome);
            }

            return ValueTask.CompletedTask;
        });
    }

    [Fact]
    public void A_deleted_store_lets_nobody_in()
    {
        IssuedKey issued = Create();
        _ring.Find(issued.Token);

        File.Delete(DatabasePath);
        _time.Advance(StoreWatch.PathCheckInterval);

        Assert.Equal(KeyOutcome.StoreUnavailable, _ring.Find(issued.Token).Outcome);
        Assert.Equal(KeyOutcome.Unknown, _ring.Find("sk-gw-nobody").Outcome);
        Assert.False(_ring.IsAvailable);
    }

    [Fact]
    public void A_destroyed_store_lets_nobody_in_at_once()
    {
        IssuedKey issued = Create();
        _ring.Find(issued.Token);

        using (FileStream file = new(DatabasePath, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.SetLength(0);
        }

        Assert.Equal(KeyOutcome.StoreUnavailable, _ring.Find(issued.Token).Outcome);
    }

    [Fact]
    public void A_store_that_changed_and_cannot_be_read_lets_nobody_in()
    {
        IssuedKey issued = Create();
        _ring.Find(issued.Token);

        Sql("DROP TABLE api_key;");

        Assert.Equal(KeyOutcome.StoreUnavailable, _ring.Find(issued.Token).Outcome);
    }

    [Fact]
    public void A_store_in_write_ahead_mode_is_not_trusted_because_its_header_does_not_tell_of_changes()
    {
        IssuedKey issued = Create();
        _ring.Find(issued.Token);

        Sql("PRAGMA journal_mode = WAL;");

        Assert.Equal(KeyOutcome.StoreUnavailable, _ring.Find(issued.Token).Outcome);
    }

    [Fact]
    public void A_key_revoked_before_the_store_went_down_stays_revoked()
    {
        IssuedKey issued = Create();
        _store.Revoke(issued.Key.Id);
        _ring.Find(issued.Token);

        File.Delete(DatabasePath);
        _time.Advance(StoreWatch.PathCheckInterval);

        Assert.Equal(KeyOutcome.Revoked, _ring.Find(issued.Token).Outcome);
    }

    [Fact]
    public void A_store_put_back_from_a_backup_counts_even_when_its_change_counter_is_the_same()
    {
        IssuedKey issued = Create();
        File.Copy(DatabasePath, _folder["backup.db"]);
        IssuedKey later = Create();
        Assert.Equal(KeyOutcome.Found, _ring.Find(later.Token).Outcome);

        File.Move(_folder["backup.db"], DatabasePath, overwrite: true);
        _store.Revoke(issued.Key.Id);
        _time.Advance(StoreWatch.PathCheckInterval);

        Assert.Equal(KeyOutcome.Revoked, _ring.Find(issued.Token).Outcome);
        Assert.Equal(KeyOutcome.Unknown, _ring.Find(later.Token).Outcome);
    }

    [Fact]
    public void A_store_that_appears_later_is_noticed()
    {
        using KeyRing early = KeyRing.Open(_folder["later.db"], _time);
        Assert.Equal(KeyOutcome.Unknown, early.Find("sk-gw-nobody").Outcome);

        IssuedKey issued = KeyStore.Open(_folder["later.db"], _time).Create("shop", Role.App, ["*"], ["*"], null);
        _time.Advance(StoreWatch.PathCheckInterval);

        Assert.Equal(KeyOutcome.Found, early.Find(issued.Token).Outcome);
    }

    [Fact]
    public void A_disposed_ring_lets_nobody_in()
    {
        IssuedKey issued = Create();
        _ring.Find(issued.Token);

        _ring.Dispose();

        Assert.Equal(KeyOutcome.StoreUnavailable, _ring.Find(issued.Token).Outcome);
    }

    [Fact]
    public void Looking_up_allocates_nothing()
    {
        const int lookups = 10_000;
        string token = Create().Token;
        _ring.Find(token);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < lookups; i++)
        {
            _ring.Find(token);
        }

        // The smallest object has 24 bytes, so one a look-up would be 240,000. The runtime itself allocates now and then
        // on whatever thread it stands: 88 bytes in one run of many, on a busy machine.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, lookups);
    }

    private IssuedKey Create() => _store.Create("shop", Role.App, ["*"], ["*"], null);

    private void Sql(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={DatabasePath};Pooling=false");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
