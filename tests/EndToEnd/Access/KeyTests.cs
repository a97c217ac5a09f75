using EndToEnd.Running;
using Support;
using Xunit;

namespace EndToEnd.Access;

/// <summary>Keys made and revoked from outside while the gateway runs.</summary>
public sealed class KeyTests(KeyTests.OwnGateway gateway) : IClassFixture<KeyTests.OwnGateway>
{
    private string Folder => gateway.Process.DataFolder;

    [Fact]
    public async Task A_created_key_works_with_the_next_request_and_a_revoked_one_is_refused_with_the_next()
    {
        ProgramResult created = await ChildProgram.CliAsync(Folder, "keys", "create", "--name", "shop");
        string token = created.Output.Trim();
        using ApiClient client = Client(token);
        ApiAnswer before = await client.GetAsync("v1/models");
        ProgramResult listed = await ChildProgram.CliAsync(Folder, "keys", "list");
        string id = listed.Output.Split('\n').Single(line => line.Contains("shop", StringComparison.Ordinal)).Trim().Split(' ')[0];

        ProgramResult revoked = await ChildProgram.CliAsync(Folder, "keys", "revoke", id);
        ApiAnswer after = await client.GetAsync("v1/models");

        Assert.Equal([0, 0, 0], [created.ExitCode, listed.ExitCode, revoked.ExitCode]);
        Assert.Equal(200, before.Status);
        Assert.DoesNotContain(token, listed.Output);
        AssertUnauthorized(after);
    }

    [Fact]
    public async Task A_key_is_confined_to_its_models_and_domains()
    {
        ProgramResult created = await ChildProgram.CliAsync(
            Folder, "keys", "create", "--name", "narrow", "--models", "some-model", "--domains", "other");
        using ApiClient client = Client(created.Output.Trim());

        ApiAnswer models = await client.GetAsync("v1/models");
        ApiAnswer asked = await client.AskAsync("auto", "Anything");

        Assert.Empty(models.Json["data"]!.AsArray());
        Assert.Equal(404, asked.Status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("sk-unknown-0123456789abcdef0123456789")]
    public async Task Without_a_known_key_every_path_but_health_answers_401(string? key)
    {
        using ApiClient client = Client(key);

        AssertUnauthorized(await client.AskAsync("auto", "Hi"));
        AssertUnauthorized(await client.GetAsync("v1/models"));
        AssertUnauthorized(await client.GetAsync("v1/audit/aud_00000000000000000000000000000000"));
        AssertUnauthorized(await client.GetAsync("no/such/path"));
        Assert.Equal(200, (await client.GetAsync("health/live")).Status);
    }

    [Fact]
    public async Task With_a_ruined_key_store_nobody_is_let_in()
    {
        await using GatewayProcess process = await GatewayProcess.StartAsync(
            new GatewaySettings(), TestContext.Current.CancellationToken);
        using var unknown = new ApiClient(process.Root, "sk-unknown-0123456789abcdef0123456789");
        using var known = new ApiClient(process.Root, GatewayProcess.AppKey);
        Assert.Equal(200, (await known.GetAsync("v1/models")).Status);

        File.Delete(Path.Combine(process.DataFolder, "state.db-wal"));
        string ruin = Path.Combine(process.DataFolder, "ruin");
        await File.WriteAllTextAsync(ruin, new string('x', 100_000), TestContext.Current.CancellationToken);
        File.Move(ruin, Path.Combine(process.DataFolder, "state.db"), overwrite: true);

        ApiAnswer shut = await Polling.ForAsync("the known key to be refused", TimeSpan.FromSeconds(10), async () =>
            await known.GetAsync("v1/models") is { Status: not 200 } refused ? refused : null);
        Assert.Equal(503, shut.Status);
        Assert.Equal("service_unavailable", (string?)shut.Json["error"]!["code"]);
        AssertUnauthorized(await unknown.GetAsync("v1/models"));
    }

    private ApiClient Client(string? key) => new(gateway.Process.Root, key);

    private static void AssertUnauthorized(ApiAnswer answer)
    {
        Assert.Equal(401, answer.Status);
        Assert.Equal("invalid_api_key", (string?)answer.Json["error"]!["code"]);
        Assert.Equal("Bearer", answer.Headers["WWW-Authenticate"]);
    }

    /// <summary>A gateway without documents and upstreams, whose keys these tests change.</summary>
    public sealed class OwnGateway : IAsyncLifetime
    {
        private GatewayProcess? _process;

        public GatewayProcess Process => _process ?? throw new InvalidOperationException("The gateway is not started.");

        public async ValueTask InitializeAsync() =>
            _process = await GatewayProcess.StartAsync(new GatewaySettings(), CancellationToken.None);

        public async ValueTask DisposeAsync()
        {
            if (_process is not null)
            {
                await _process.DisposeAsync();
            }
        }
    }
}
