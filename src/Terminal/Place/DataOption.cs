using System.CommandLine;
using Terminal.Output;
using State.Locations;

namespace Terminal.Place;

/// <summary>The option <c>--data</c>, which every command understands.</summary>
public sealed class DataOption
{
    /// <summary>The option itself.</summary>
    public Option<string?> Option { get; } = new("--data")
    {
        Description =
            $"The gateway's data folder; a relative path starts at the installation's root. Default: {DataFolder.EnvironmentVariable}, else 'data'.",
        HelpName = "folder",
        Recursive = true,
    };

    /// <summary>The folder to write to, created when missing.</summary>
    public DataFolder Created(ParseResult parsed)
    {
        DataFolder folder = Chosen(parsed);
        folder.Create();
        return folder;
    }

    /// <summary>The folder to read from, which must be there: reading must not leave an empty installation behind.</summary>
    /// <exception cref="CommandException">There is no such folder.</exception>
    public DataFolder Existing(ParseResult parsed)
    {
        DataFolder folder = Chosen(parsed);
        return Directory.Exists(folder.Root)
            ? folder
            : throw new CommandException(
                $"There is no data folder at '{folder.Root}'. Start the gateway once, or name the folder with --data.");
    }

    /// <summary>The file of keys, which must be there.</summary>
    /// <exception cref="CommandException">There is no such folder, or no key was ever made in it.</exception>
    public string ExistingKeys(ParseResult parsed)
    {
        string file = Existing(parsed).StateDatabase;
        return File.Exists(file)
            ? file
            : throw new CommandException($"There are no keys in '{file}' yet. 'keys create' makes one, and so does the gateway's first start.");
    }

    private DataFolder Chosen(ParseResult parsed) => DataFolder.Resolve(parsed.GetValue(Option));
}
