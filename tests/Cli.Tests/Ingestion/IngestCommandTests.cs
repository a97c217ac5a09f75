using Xunit;

namespace Cli.Tests.Ingestion;

public sealed class IngestCommandTests : IDisposable
{
    private readonly Shell _shell = new();

    public IngestCommandTests() => Directory.CreateDirectory(_shell["documents"]);

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task Ingesting_twice_changes_nothing_the_second_time()
    {
        Document("leave.md", "# Leave\n\nEveryone has twenty days of leave a year.\n");
        Document("travel.md", "# Travel\n\nTrips need an approval.\n");

        Shell.Outcome first = await IngestAsync();
        Shell.Outcome second = await IngestAsync();

        Assert.Equal((0, "2 added, 0 updated, 0 unchanged, 0 removed, 0 failed"), (first.Code, Assert.Single(first.Lines)));
        Assert.Equal("0 added, 0 updated, 2 unchanged, 0 removed, 0 failed", Assert.Single(second.Lines));
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_named_and_is_a_finding()
    {
        Document("good.md", "# Good\n\nText.\n");
        Document("empty.md", "");

        Shell.Outcome outcome = await IngestAsync();

        Assert.Equal(1, outcome.Code);
        Assert.Contains("empty.md", outcome.Error);
        Assert.Contains("1 added", outcome.Output);
    }

    [Theory]
    [InlineData("missing", "handbook", "missing")]
    [InlineData("documents", "Hand Book", "Hand Book")]
    public async Task A_wrong_folder_or_domain_cannot_run(string folder, string domain, string said)
    {
        Shell.Outcome outcome = await _shell.RunAsync("ingest", _shell[folder], "--domain", domain);

        Assert.Equal(2, outcome.Code);
        Assert.Contains(said, outcome.Error);
    }

    private Task<Shell.Outcome> IngestAsync() => _shell.RunAsync("ingest", _shell["documents"], "--domain", "handbook");

    private void Document(string name, string text) => File.WriteAllText(Path.Combine(_shell["documents"], name), text);
}
