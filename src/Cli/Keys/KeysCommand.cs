using System.CommandLine;
using Terminal.Output;
using Terminal.Place;

namespace Cli.Keys;

/// <summary><c>keys</c>: who may use the gateway.</summary>
internal static class KeysCommand
{
    public static Command Build(Screen screen, DataOption data, TimeProvider time) =>
        new("keys", "Make, list and revoke API keys.")
        {
            CreateCommand.Build(screen, data, time),
            ListCommand.Build(screen, data, time),
            RevokeCommand.Build(screen, data, time),
        };
}
