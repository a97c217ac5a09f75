using Bench.Extraction;

// dotnet run -c Release --project bench/Extraction -- background | vectors <file> | attributes | kinds | passages | selection | support | validate | errors | measure | claims | measure-claims
// The weights are compiled in: build again between the steps.
var shared = Support.SharedFolder.Path ?? throw new InvalidOperationException(Support.SharedFolder.SkipReason);
var root = Path.GetFullPath(".");
var product = Path.Combine(root, "src", "Retrieval");
var work = Directory.CreateTempSubdirectory("extraction-");
try
{
    switch (args.FirstOrDefault())
    {
        case "background":
            Background.Write(shared, Path.Combine(product, "Lexical", "background.txt"));
            break;
        case "attributes":
            AttributeFitting.Write(await OpenAsync(), product);
            break;
        case "selection":
            Fitting.Selection(await OpenAsync(), product);
            break;
        case "support":
            var sets = await OpenAsync();
            Fitting.Domains(sets, product);
            Fitting.Support(sets, product);
            break;
        case "validate" or "errors":
            Validation.Run(await OpenAsync(), args[0] == "errors");
            break;
        case "vectors":
            VectorFile.Write(args[1], Path.Combine(product, "Lexical", "vectors.bin"));
            break;
        case "kinds":
            KindFitting.Write(await OpenAsync(), product);
            break;
        case "passages":
            PassageFitting.Write(await OpenAsync(), product);
            break;
        case "claims":
            ClaimFitting.Write(shared, product);
            break;
        case "measure-claims":
            foreach (var line in await ClaimFitting.MeasureAsync(shared, work.FullName))
            {
                Console.WriteLine(line);
            }

            break;
        case "measure":
            foreach (var line in Measuring.Run(await OpenAsync()))
            {
                Console.WriteLine(line);
            }

            break;
        default:
            Console.Error.WriteLine("usage: Extraction background | vectors <file> | attributes | kinds | passages | selection | support | validate | errors | measure | claims | measure-claims");
            break;
    }
}
finally
{
    work.Delete(recursive: true);
}

Task<Sets> OpenAsync() => Sets.OpenAsync(shared, Path.Combine(root, "samples", "merrow-vane"), work.FullName);
