using System.CommandLine;
using Terminal.Output;
using Trainer.Runs;

namespace Trainer.Commands;

/// <summary><c>run</c>: trains an expert for a domain and registers it. The new <c>name@version</c> is the only line on standard output.</summary>
internal static class RunCommand
{
    public static Command Build(Screen screen, TrainerPlace place)
    {
        var options = new PlanOptions();
        var wait = WaitOption();
        var command = options.On(new Command("run", "Train an expert for a domain from its documents, and register it. Stop it at any moment; 'resume' goes on.") { wait });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var services = place.Services(parsed);
            var plan = options.Read(parsed, services.Store, place.Time);
            DomainCheck.HasDocuments(services.Documents, plan);
            var folder = services.Store.Create(plan);
            screen.WriteRemark($"Run {plan.Id}: {plan.Recipe.Purpose}");
            return await GoAsync(screen, folder, services, parsed.GetValue(wait), cancellationToken);
        });
        return command;
    }

    /// <summary>Whether to wait for another trainer.</summary>
    public static Option<bool> WaitOption() => new("--wait") { Description = "Wait while another trainer works on the domain, instead of refusing." };

    /// <summary>Runs a run to its end and shows what came of it.</summary>
    public static async Task<int> GoAsync(Screen screen, RunFolder folder, RunServices services, bool waits, CancellationToken cancellationToken)
    {
        var state = await RunView.ShowAsync(screen, progress => new TrainingRun(folder, services).RunAsync(waits, progress, cancellationToken));
        foreach (var remark in state.Remarks)
        {
            screen.WriteRemark(remark);
        }

        if (state.Status == RunStatus.Stopped)
        {
            screen.WriteRemark($"Stopped. 'resume {folder.Id}' goes on where it was.");
            return ExitCode.CannotRun;
        }

        screen.Remarks.Write(RunSheet.Curves(folder));
        screen.WriteRemark(File.Exists(folder.HtmlReport) ? $"Report: {folder.HtmlReport}" : "Without --test there is no report on answers.");
        screen.WriteResult(state.Registered ?? "");
        return ExitCode.Ok;
    }
}
