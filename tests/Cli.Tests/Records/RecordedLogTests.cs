using System.Text.Json;
using Audit.Log;
using Audit.Records;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Cli.Tests.Records;

/// <summary>The commands on a log as the gateway writes it.</summary>
public sealed class RecordedLogTests : IDisposable
{
    private const string Answer = "Twenty days [1].";

    private readonly Shell _shell = new();

    private string Folder => Path.Combine(_shell.DataFolder, "audit");

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task A_record_is_shown_with_its_answer()
    {
        AuditId id = await RecordAsync();

        Shell.Outcome shown = await _shell.RunAsync("audit", "show", id.ToString());

        Assert.Equal(0, shown.Code);
        Assert.Contains(id.ToString(), shown.Output);
        Assert.Contains(Answer, shown.Output);
        Assert.Contains("completed", shown.Output);
    }

    [Fact]
    public async Task A_record_as_json_is_one_object()
    {
        AuditId id = await RecordAsync();

        Shell.Outcome shown = await _shell.RunAsync("audit", "show", id.ToString(), "--json");

        JsonElement record = JsonElement.Parse(shown.Output);
        Assert.Equal(id.ToString(), record.GetProperty("id").GetString());
        Assert.Equal(Answer, record.GetProperty("content").GetProperty("answer").GetProperty("text").GetString());
        Assert.All(shown.Output, character => Assert.True(char.IsAscii(character)));
    }

    [Fact]
    public async Task The_list_starts_with_the_newest()
    {
        AuditId older = await RecordAsync();
        _shell.Time.Advance(TimeSpan.FromSeconds(1));
        AuditId newer = await RecordAsync();

        Shell.Outcome all = await _shell.RunAsync("audit", "list");
        Shell.Outcome one = await _shell.RunAsync("audit", "list", "--last", "1");

        Assert.StartsWith(newer.ToString(), all.Lines[1]);
        Assert.StartsWith(older.ToString(), all.Lines[2]);
        Assert.Equal(2, one.Lines.Length);
    }

    [Fact]
    public async Task A_sound_log_and_its_record_verify()
    {
        AuditId id = await RecordAsync();

        Shell.Outcome log = await _shell.RunAsync("audit", "verify");
        Shell.Outcome record = await _shell.RunAsync("audit", "verify", id.ToString());

        Assert.Equal((0, "The log verifies."), (log.Code, log.Lines[0]));
        Assert.Equal((0, $"The record {id} is in the log."), (record.Code, record.Lines[0]));
    }

    [Fact]
    public async Task A_changed_byte_of_any_file_is_a_finding_that_says_where()
    {
        await RecordAsync();
        string[] files = [.. Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).Where(file => new FileInfo(file).Length > 0)];
        Assert.NotEmpty(files);
        foreach (string file in files)
        {
            byte[] sound = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            byte[] changed = [.. sound];
            changed[sound.Length / 2] ^= 1;
            await File.WriteAllBytesAsync(file, changed, TestContext.Current.CancellationToken);

            Shell.Outcome outcome = await _shell.RunAsync("audit", "verify");

            Assert.True(outcome.Code == 1, $"{file} was changed and nobody noticed: {outcome}");
            Assert.Contains("WRONG at", outcome.Lines[0]);
            await File.WriteAllBytesAsync(file, sound, TestContext.Current.CancellationToken);
        }
    }

    [Theory]
    [InlineData("show")]
    [InlineData("verify")]
    public async Task An_id_that_the_log_does_not_hold_is_a_finding(string command)
    {
        await RecordAsync();
        string other = AuditId.New(_shell.Time).ToString();

        Shell.Outcome outcome = await _shell.RunAsync("audit", command, other);

        Assert.Equal(1, outcome.Code);
        Assert.Contains(other, outcome.Error);
    }

    private async Task<AuditId> RecordAsync()
    {
        await using AuditLog log = AuditLog.Open(new AuditLogOptions { Folder = Folder }, _shell.Time, NullLogger<AuditLog>.Instance);
        AuditId id = log.NewId();
        var opening = new RecordOpening { Id = id, At = _shell.Time.GetUtcNow(), Endpoint = "/v1/chat/completions" };
        await log.OpenRecordAsync(opening, "How much leave is there, für alle?"u8.ToArray(), default);
        var closing = new RecordClosing { Id = id, At = _shell.Time.GetUtcNow(), Outcome = RecordOutcome.Completed };
        await log.CloseRecordAsync(closing, System.Text.Encoding.UTF8.GetBytes(Answer));
        return id;
    }
}
