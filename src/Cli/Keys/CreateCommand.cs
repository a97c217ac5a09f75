using System.CommandLine;
using Terminal.Output;
using Terminal.Place;
using State.Keys;

namespace Cli.Keys;

/// <summary>
/// <c>keys create</c>. The token is the only line on standard output, so that a script can take it; what a person
/// wants to know about it goes to standard error.
/// </summary>
internal static class CreateCommand
{
    public static Command Build(Screen screen, DataOption data, TimeProvider time)
    {
        var name = new Option<string>("--name") { Description = "What people call the key.", Required = true };
        var role = new Option<Role>("--role")
        {
            Description = "App asks questions, Auditor reads records, Admin does both.",
            DefaultValueFactory = _ => Role.App,
        };
        Option<string[]> models = Patterns("--models", "Models the key may ask for, such as auto, auto/* or an upstream's id.");
        Option<string[]> domains = Patterns("--domains", "Domains whose documents the key may use.");
        var labels = new Option<string[]>("--label", "--labels")
        {
            Description = "Access labels the key holds, separated by commas; '*' for all. Without any it finds only documents that carry none.",
            AllowMultipleArgumentsPerToken = true,
        };
        var tenant = new Option<string?>("--tenant") { Description = "The organisation that holds the key." };
        var command = new Command("create", "Make a key and show its token once.") { name, role, models, domains, labels, tenant };
        command.SetAction(parsed =>
        {
            KeyStore store = KeyStore.Open(data.Created(parsed).StateDatabase, time);
            IssuedKey issued = store.Create(
                parsed.GetRequiredValue(name), parsed.GetValue(role), Split(parsed.GetValue(models)),
                Split(parsed.GetValue(domains)), parsed.GetValue(tenant), Split(parsed.GetValue(labels)));
            Show(screen, issued);
            return ExitCode.Ok;
        });
        return command;
    }

    private static Option<string[]> Patterns(string name, string description) =>
        new(name)
        {
            Description = $"{description} Separated by commas; '*' for all, also as an ending.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => ["*"],
        };

    private static string[] Split(string[]? values) =>
        [.. (values ?? []).SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    private static void Show(Screen screen, IssuedKey issued)
    {
        screen.WriteRemark($"Key {issued.Key.Id} ({issued.Key.Role}) for '{issued.Key.Name}'. Its token, shown this once; only a hash is kept:");
        screen.WriteResult(issued.Token);
    }
}
