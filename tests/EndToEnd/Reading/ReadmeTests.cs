using EndToEnd.Running;
using Support;
using Xunit;

namespace EndToEnd.Reading;

/// <summary>The README's commands do what it says, in its order, beside a running gateway.</summary>
public sealed class ReadmeTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void The_two_commands_that_start_and_test_are_there() =>
        Assert.Equal(["dotnet run --project src/Gateway", "dotnet test"], Readme.ShellLines.Take(2));

    [Fact]
    public async Task Documents_are_ingested_a_key_is_made_and_its_answer_is_shown_and_verified()
    {
        using var handbook = new TemporaryFolder();
        await File.WriteAllTextAsync(handbook["parking.md"], "# Parking\n\nThe garage code of the Marlow office is 4471.\n", Stop);
        await File.WriteAllTextAsync(handbook["canteen.md"], "# Canteen\n\nLunch is served from 12:00 to 13:30.\n", Stop);
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(new GatewaySettings { Environment = Patience.Settings }, Stop);

        await RunAsync(gateway, "ingest", "./handbook", handbook.Path);
        using var client = new ApiClient(gateway.Root, (await RunAsync(gateway, "keys create")).Trim());
        ApiAnswer refused = await client.AskAsync("auto/merrow-vane", "What is the garage code of the Marlow office?");
        ApiAnswer answer = await client.AskAsync("auto", "What is the garage code of the Marlow office?");
        string shown = await RunAsync(gateway, "audit show", "aud_...", answer.AuditId);
        string verified = await RunAsync(gateway, "audit verify");

        Assert.Equal(404, refused.Status); // The key of the README is for the domain 'handbook' alone.
        Assert.Contains("4471", answer.Content);
        Assert.Contains(answer.AuditId, shown);
        Assert.StartsWith("The log verifies.", verified);
    }

    private static async Task<string> RunAsync(GatewayProcess gateway, string command, string placeholder = "", string value = "")
    {
        IEnumerable<string> arguments = Readme.CliArguments(command)
            .Select(argument => argument == placeholder ? value : argument);
        ProgramResult result = await ChildProgram.CliAsync(gateway.DataFolder, [.. arguments]);
        Assert.True(result.ExitCode == 0, $"{command}: {result.Output}{result.Errors}");
        return result.Output;
    }
}
