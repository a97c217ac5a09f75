using System.Text;
using System.Text.RegularExpressions;
using EndToEnd.Running;
using Support;
using Xunit;

namespace EndToEnd.Starting;

/// <summary>What a person meets who starts the program for the first time, and again.</summary>
public sealed partial class FirstStartTests
{
    private const string Question = "Who is the owner of the Kettford review?";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_start_prints_all_that_is_needed_and_the_second_reuses_everything()
    {
        using var folder = new TemporaryFolder();
        GatewaySettings settings = new() { DataFolder = folder.Path, LoadSamples = true, GivesKeys = false, Environment = Patience.Settings };

        FirstRun first = await RunFirstAsync(settings);

        await using GatewayProcess second = await GatewayProcess.StartAsync(settings, Stop);
        await BannerOf(second);
        Assert.DoesNotContain("shown once", second.Output);
        Assert.DoesNotContain("Loading the sample domain", second.Output);
        using var app = new ApiClient(second.Root, first.AppKey);
        using var admin = new ApiClient(second.Root, first.AdminKey);
        Assert.Equal(first.Sources, await SourcesAsync(app));
        Assert.Equal(first.AuditId, (string?)(await admin.RecordAsync(first.AuditId))["id"]);
        ProgramResult verified = await ChildProgram.CliAsync(folder.Path, "audit", "verify");
        Assert.True(verified.ExitCode == 0, verified.Output);
        AssertNowhere(first.AppKey, folder.Path, second.Output);
        AssertNowhere(first.AdminKey, folder.Path, second.Output);
    }

    private static async Task<FirstRun> RunFirstAsync(GatewaySettings settings)
    {
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(settings, Stop);
        string banner = await BannerOf(gateway);
        Assert.Contains(gateway.BaseUrl.ToString(), banner);
        Assert.Contains("merrow-vane", banner);
        string app = KeyLine().Matches(banner).Single(match => match.Groups["role"].Value == "App").Groups["key"].Value;
        string admin = KeyLine().Matches(banner).Single(match => match.Groups["role"].Value == "Admin").Groups["key"].Value;
        string auditId = await PasteAsync(CurlOf(banner));
        using var client = new ApiClient(gateway.Root, app);
        string sources = await SourcesAsync(client);
        Assert.Equal(0, await gateway.StopAsync(Stop));
        return new FirstRun(app, admin, auditId, sources);
    }

    /// <summary>Runs the printed command as it stands; its answer is cited, and its record has an id.</summary>
    private static async Task<string> PasteAsync(string curl)
    {
        ProgramResult pasted = await ChildProgram.BashAsync(curl);
        Assert.True(pasted.ExitCode == 0, pasted.Errors);
        Assert.StartsWith("HTTP/1.1 200", pasted.Output);
        Assert.Contains("\"url_citation\"", pasted.Output);
        return AuditIdLine().Match(pasted.Output).Groups["id"].Value;
    }

    /// <summary>The documents a question leads to, their contents' hashes and the version of the index.</summary>
    private static async Task<string> SourcesAsync(ApiClient client)
    {
        ApiAnswer decision = await client.PostAsync("v1/route", ApiClient.Question("auto", Question));
        Assert.Equal(200, decision.Status);
        Assert.True(decision.Json["sources"]!.AsArray().Count > 0, decision.Text);
        IEnumerable<string> sources = decision.Json["sources"]!.AsArray()
            .Select(source => $"{source!["document_id"]} {source["start"]}-{source["end"]} {source["content_hash"]}");
        return $"{decision.Json["index_version"]}\n{string.Join('\n', sources)}";
    }

    private static Task<string> BannerOf(GatewayProcess gateway) => Polling.ForAsync(
        "the banner with the command to try", TimeSpan.FromSeconds(30),
        () => Task.FromResult(gateway.Output.Contains("curl -i", StringComparison.Ordinal)
            && gateway.Output.Contains("]}'", StringComparison.Ordinal) ? gateway.Output : null));

    private static string CurlOf(string banner)
    {
        int start = banner.IndexOf("curl -i", StringComparison.Ordinal);
        int end = banner.IndexOf("]}'", start, StringComparison.Ordinal) + "]}'".Length;
        return banner[start..end];
    }

    private static void AssertNowhere(string key, string folder, string output)
    {
        Assert.DoesNotContain(key, output);
        byte[] needle = Encoding.ASCII.GetBytes(key);
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "lock")) // empty, and held by the running gateway
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            Assert.True(bytes.GetBuffer().AsSpan(0, (int)bytes.Length).IndexOf(needle) < 0, $"A key stands in clear in {file}.");
        }
    }

    [GeneratedRegex(@"^\s*(?<role>\w+)\s+key\s+(?<key>\S+)", RegexOptions.Multiline)]
    private static partial Regex KeyLine();

    [GeneratedRegex(@"^x-gateway-audit-id: (?<id>aud_[0-9a-f]{32})\r?$", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex AuditIdLine();

    private sealed record FirstRun(string AppKey, string AdminKey, string AuditId, string Sources);
}
