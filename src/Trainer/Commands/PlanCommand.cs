using System.CommandLine;
using Terminal.Output;
using Trainer.Runs;

namespace Trainer.Commands;

/// <summary><c>plan</c>: what <c>run</c> would do with the same options, and how long it should take here. Nothing is kept.</summary>
internal static class PlanCommand
{
    public static Command Build(Screen screen, TrainerPlace place)
    {
        var options = new PlanOptions();
        var command = options.On(new Command("plan", "Say what 'run' would do, and how long it should take on this machine; a few steps are measured."));
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var services = place.Services(parsed);
            var plan = options.Read(parsed, services.Store, place.Time);
            DomainCheck.HasDocuments(services.Documents, plan);
            var forecast = await WorkBar.RunAsync(
                screen.Remarks, "reading and measuring", bar => new RunForecast(services).OfAsync(plan, bar.Of<(string What, double Share)>(step => (step.Share, step.What)), cancellationToken));
            screen.Output.Write(ForecastSheet.Of(plan, forecast));
            return ExitCode.Ok;
        });
        return command;
    }
}
