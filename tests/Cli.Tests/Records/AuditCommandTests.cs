using Xunit;

namespace Cli.Tests.Records;

public sealed class AuditCommandTests : IDisposable
{
    private const string NoSuchId = "aud_019a0000000070008000000000000000";

    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Theory]
    [InlineData("show", NoSuchId)]
    [InlineData("verify")]
    [InlineData("list")]
    public async Task Without_a_log_the_command_cannot_run_and_makes_none(params string[] arguments)
    {
        Directory.CreateDirectory(_shell.DataFolder);

        Shell.Outcome outcome = await _shell.RunAsync(["audit", .. arguments]);

        Assert.Equal(2, outcome.Code);
        Assert.Contains("no audit log", outcome.Error);
        Assert.Empty(Directory.GetFileSystemEntries(_shell.DataFolder));
    }

    [Fact]
    public async Task A_text_that_is_no_id_is_answered_with_what_an_id_looks_like()
    {
        Shell.Outcome outcome = await _shell.RunAsync("audit", "show", "42");

        Assert.Equal(2, outcome.Code);
        Assert.Contains("aud_", outcome.Error);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("10001")]
    public async Task A_list_has_a_length_that_makes_sense(string last)
    {
        Shell.Outcome outcome = await _shell.RunAsync("audit", "list", "--last", last);

        Assert.Equal(2, outcome.Code);
        Assert.Contains("1 to 10000", outcome.Error);
    }
}
