using Microsoft.Data.Sqlite;
using State.Keys;
using Support;
using Xunit;

namespace State.Tests.Keys;

public sealed class KeyLabelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Database => _folder["state.db"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", "", true)]
    [InlineData("", "hr", false)]
    [InlineData("hr", "hr,board", true)]
    [InlineData("travel", "hr,board", false)]
    [InlineData("*", "hr", true)]
    [InlineData("hr", "", true)]
    public void A_key_sees_what_carries_no_label_or_one_of_its_own(string held, string carried, bool sees)
    {
        Open().Create("a", Role.App, ["*"], ["*"], null, Labels(held));

        Assert.Equal(sees, Open().List()[0].MaySee(Labels(carried)));
    }

    [Theory]
    [InlineData("HR")]
    [InlineData("h r")]
    [InlineData("hr*")]
    [InlineData("!")]
    public void A_label_that_no_document_can_carry_is_refused(string label) =>
        Assert.Throws<ArgumentException>(() => Open().Create("a", Role.App, ["*"], ["*"], null, [label]));

    [Fact]
    public void Keys_of_the_first_version_are_kept_and_hold_no_label()
    {
        var issued = Open().Create("a", Role.App, ["*"], ["*"], null);
        using (var connection = new SqliteConnection($"Data Source={Database};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "ALTER TABLE api_key DROP COLUMN labels; PRAGMA user_version = 1;";
            command.ExecuteNonQuery();
        }

        var key = Assert.Single(Open().List());

        Assert.Equal((issued.Key.Id, 0), (key.Id, key.Labels.Count));
    }

    private static string[] Labels(string joined) => joined.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private KeyStore Open() => KeyStore.Open(Database, TimeProvider.System);
}
