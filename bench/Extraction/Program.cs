using Bench.Extraction;

var shared = Support.SharedFolder.Path ?? throw new InvalidOperationException(Support.SharedFolder.SkipReason);
switch (args.FirstOrDefault())
{
    case "background":
        Background.Write(shared, args[1]);
        break;
    case "fit":
        await Fitting.RunAsync(shared, Directory.CreateTempSubdirectory("extraction-").FullName);
        break;
    default:
        Console.Error.WriteLine("usage: Extraction background <file> | fit | measure");
        break;
}
