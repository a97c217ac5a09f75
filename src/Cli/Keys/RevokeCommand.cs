using System.CommandLine;
using Terminal.Output;
using Terminal.Place;
using State.Keys;

namespace Cli.Keys;

/// <summary><c>keys revoke</c>: when it returns, a running gateway refuses the key.</summary>
internal static class RevokeCommand
{
    public static Command Build(Screen screen, DataOption data, TimeProvider time)
    {
        var id = new Argument<string>("id") { Description = "The key's id or its token hint, as 'keys list' shows them." };
        var command = new Command("revoke", "Revoke a key, at once and for good.") { id };
        command.SetAction(parsed =>
        {
            string asked = parsed.GetRequiredValue(id);
            return Report(screen, asked, KeyStore.Open(data.ExistingKeys(parsed), time).Revoke(asked));
        });
        return command;
    }

    private static int Report(Screen screen, string asked, Revocation outcome)
    {
        switch (outcome)
        {
            case Revocation.Revoked:
                screen.WriteResult($"{asked} is revoked.");
                return ExitCode.Ok;
            case Revocation.AlreadyRevoked:
                screen.WriteResult($"{asked} was revoked before.");
                return ExitCode.Ok;
            case Revocation.NotFound:
                screen.WriteRemark($"No key has the id or hint '{asked}'. 'keys list' shows them.");
                return ExitCode.Finding;
            case Revocation.Ambiguous:
                screen.WriteRemark($"More than one key has the hint '{asked}'; nothing was revoked. Use the id that 'keys list' shows.");
                return ExitCode.Finding;
            default:
                throw new InvalidOperationException($"Unknown outcome {outcome}.");
        }
    }
}
