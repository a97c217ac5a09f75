using Generator.Output;

// Makes samples/merrow-vane from samples/Generator/Content.
//   dotnet run --project samples/Generator             writes the domain
//   dotnet run --project samples/Generator -- --check  writes nothing; exit code 1 on any difference or breach
var samples = SamplesFolder();
var domain = new SampleDomain(Path.Combine(samples, "Generator", "Content"));
var target = Path.Combine(samples, "merrow-vane");
var problems = domain.Breaches.ToList();
if (args.Contains("--check"))
    problems.AddRange(Folder.Differences(target, domain.Files));
else
    Folder.Write(target, domain.Files);

Console.WriteLine(domain.Summary);
foreach (var problem in problems)
    Console.Error.WriteLine(problem);
return problems.Count == 0 ? 0 : 1;

static string SamplesFolder()
{
    for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
    {
        if (File.Exists(Path.Combine(folder.FullName, "Gateway.sln")))
            return Path.Combine(folder.FullName, "samples");
    }
    throw new DirectoryNotFoundException("no Gateway.sln above the program: run it from its build folder inside the repository");
}
