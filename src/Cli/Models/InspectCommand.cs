using System.CommandLine;
using Terminal.Output;
using Terminal.Place;
using Experts.Registry;

namespace Cli.Models;

/// <summary><c>models inspect</c>: a version with all its hashes checked, or a checkpoint that was not imported yet.</summary>
internal static class InspectCommand
{
    public static Command Build(Screen screen, DataOption data, TimeProvider time)
    {
        Argument<string> what = ExpertId.Argument("An expert, as name or name@version; or a path to a .gguf or .safetensors file or a folder of those.");
        var command = new Command("inspect", "Show a version after checking every file of it, or what lies in a checkpoint.") { what };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string asked = parsed.GetRequiredValue(what);
            if (SourceText.IsPath(asked))
            {
                screen.Output.Write(SourceText.Sheet(asked));
                return ExitCode.Ok;
            }

            var registry = new ExpertRegistry(data.Existing(parsed).RegistryFolder, time);
            return await InspectAsync(screen, registry, ExpertId.Parse(asked), cancellationToken);
        });
        return command;
    }

    /// <summary>A version that is torn or was changed is a finding, not a command that could not run.</summary>
    private static async Task<int> InspectAsync(Screen screen, ExpertRegistry registry, ExpertId asked, CancellationToken cancellationToken)
    {
        try
        {
            if (registry.Resolve(asked.Name, asked.Version) is not { Manifest: { } manifest } version)
            {
                screen.WriteRemark($"There is no such expert or version, or none of '{asked.Name}' is current. 'models list' shows what there is.");
                return ExitCode.Finding;
            }

            await WorkBar.RunAsync(screen.Remarks, "hashing", async bar =>
            {
                await registry.VerifyAsync(version, bar.Of<RegistryProgress>(RegistryText.Describe), cancellationToken);
                return true;
            });
            screen.Output.Write(RegistryText.Sheet(version, manifest, registry.Current(version.Name) == version.Version));
            return ExitCode.Ok;
        }
        catch (RegistryException finding)
        {
            screen.WriteRemark(finding.Message);
            return ExitCode.Finding;
        }
    }
}
