using System.CommandLine;
using Experts.Registry;
using Retrieval.Stores;
using State.Locations;
using Terminal.Output;
using Terminal.Place;
using Trainer.Backends;
using Trainer.Runs;

namespace Trainer.Commands;

/// <summary>The installation that a command works on.</summary>
/// <param name="data">The option that names it.</param>
/// <param name="time">Clock.</param>
internal sealed class TrainerPlace(DataOption data, TimeProvider time)
{
    /// <summary>The option <c>--data</c>.</summary>
    public DataOption Data => data;

    /// <summary>Clock.</summary>
    public TimeProvider Time => time;

    /// <summary>The runs alone, for commands that only look.</summary>
    /// <exception cref="CommandException">There is no such installation.</exception>
    public RunStore Runs(ParseResult parsed) => new(data.Existing(parsed).TrainingFolder, time);

    /// <summary>Everything that a run needs.</summary>
    /// <exception cref="CommandException">There is no such installation, or no document was ever ingested.</exception>
    public RunServices Services(ParseResult parsed)
    {
        DataFolder folder = data.Existing(parsed);
        return File.Exists(folder.RetrievalDatabase)
            ? new RunServices(
                new RunStore(folder.TrainingFolder, time), new ExpertRegistry(folder.RegistryFolder, time), DocumentStore.Open(folder.RetrievalDatabase, time), new OnnxTrainingBackend(), time)
            : throw new CommandException($"No document was ingested into '{folder.Root}' yet. 'dotnet run --project src/Cli -- ingest <folder> --domain <name>' does that.");
    }

    /// <summary>The run that was named, or the last one that can be resumed.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    public static RunFolder Run(RunStore store, string? id) => id is not null
        ? store.Find(id, null) ?? throw new CommandException($"There is no run '{id}'. 'list' shows all of them.")
        : store.List(null).LastOrDefault(run => run.ReadState().Status != RunStatus.Finished) ?? throw new CommandException("No run is waiting to be resumed. 'list' shows all of them.");
}
