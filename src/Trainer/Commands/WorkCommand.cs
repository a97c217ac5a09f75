using System.CommandLine;
using State.Files;
using State.Jobs;
using Terminal.Output;
using Trainer.Jobs;
using Trainer.Stages;

namespace Trainer.Commands;

/// <summary><c>work</c>: the service that does the jobs which clients order at the gateway, one at a time and after everything else on the machine.</summary>
internal static class WorkCommand
{
    private const int Nice = 10;

    public static Command Build(Screen screen, TrainerPlace place)
    {
        var window = new Option<string?>("--window") { Description = "Hours of the day in which trainings run, local time, such as 22:00-06:00. Default: always." };
        var memory = new Option<int>("--memory-mb") { Description = "Most megabytes of the whole process; a job that needs more fails. Default: 0, no bound." };
        var once = new Option<bool>("--until-empty") { Description = "End when no job waits, instead of waiting for the next." };
        var command = new Command("work", "Do the training jobs that clients order at the gateway (/v1/fine_tuning/jobs), one at a time, until it is stopped.") { window, memory, once };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = new WorkerSettings { Window = Window(parsed.GetValue(window)), MemoryBytes = Memory(parsed.GetValue(memory)), UntilEmpty = parsed.GetValue(once) };
            var services = place.Services(parsed);
            var folder = place.Data.Existing(parsed);
            var jobs = new TrainingJobs(services, FileStore.Open(folder.FilesFolder, FileStoreLimits.Default, place.Time), Recipes.Tiny);
            LowPriority.Apply(Nice);
            screen.WriteRemark($"Waiting for jobs; trainings run {settings.Window}. Ctrl-C ends it; a job that runs then goes on later.");
            var worker = new JobWorker(JobQueue.Open(folder.JobsDatabase, settings.Lease, place.Time), jobs.Run, settings, place.Time, static () => Environment.WorkingSet);
            var ended = await worker.WorkAsync(screen.WriteRemark, cancellationToken);
            screen.WriteResult($"{ended}");
            return ExitCode.Ok;
        });
        return command;
    }

    private static TimeWindow Window(string? text)
    {
        try
        {
            return text is null ? TimeWindow.Always : TimeWindow.Parse(text);
        }
        catch (FormatException problem)
        {
            throw new CommandException($"--window: {problem.Message}");
        }
    }

    private static long Memory(int megabytes) =>
        megabytes >= 0 ? megabytes * 1024L * 1024L : throw new CommandException($"--memory-mb is {megabytes}; expected 0 or more.");
}
