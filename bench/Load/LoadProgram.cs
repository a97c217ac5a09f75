using Load.Measuring;
using Load.Reporting;
using Load.Rounds;

namespace Load;

/// <summary>From the command line to the tables.</summary>
internal static class LoadProgram
{
    /// <summary>Measures what was asked for; the exit code is 2 for wrong arguments.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            var options = LoadOptions.Parse(args);
            string text = await MeasureAsync(options);
            await Console.Out.WriteAsync(text);
            if (options.Out is { } file)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(file)!); // a full path of a file always has a folder
                await File.WriteAllTextAsync(file, text);
            }

            return 0;
        }
        catch (ArgumentException problem)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            return 2;
        }
    }

    private static async Task<string> MeasureAsync(LoadOptions options)
    {
        var machine = new Machine();
        double[] flushMs = FlushTime.Measure(options.Folder);
        var report = new Report(machine, options, flushMs)
        {
            Requests = options.Requests ? await RequestRounds.RunAsync(options, Tell) : [],
            Streams = options.Streams ? await StreamRounds.RunAsync(options, Tell) : [],
            Memory = options.Memory ? await MemoryRun.RunAsync(options, Tell) : [],
        };
        return report.Text();
    }

    private static void Tell(string what) => Console.Error.WriteLine(what);
}
