using System.CommandLine;
using System.Globalization;
using Terminal.Output;
using Trainer.Runs;

namespace Trainer.Commands;

/// <summary><c>list</c>: one run a line, tabs between the columns.</summary>
internal static class ListCommand
{
    public static Command Build(Screen screen, TrainerPlace place)
    {
        var domain = new Option<string?>("--domain") { Description = "Of this domain alone." };
        var command = new Command("list", "Show all runs, oldest first.") { domain };
        command.SetAction(parsed =>
        {
            foreach (var run in place.Runs(parsed).List(parsed.GetValue(domain)))
            {
                screen.Output.WriteLine(string.Join('\t', Columns(run, place).Select(SafeText.Line)));
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static string[] Columns(RunFolder run, TrainerPlace place)
    {
        var (plan, state) = (run.ReadPlan(), run.ReadState());
        return
        [
            run.Id, plan.Domain, plan.Recipe.Name, string.Create(CultureInfo.InvariantCulture, $"seed {plan.Seed}"), RunSheet.Status(run, state),
            state.Registered ?? state.Problem ?? "", RunSheet.Ago(place.Time.GetUtcNow() - state.Updated),
        ];
    }
}
