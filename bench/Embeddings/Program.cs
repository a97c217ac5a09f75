using System.Globalization;
using System.Numerics.Tensors;
using System.Text;
using Embeddings;
using LanguageModels.Graphs;
using LanguageModels.Sessions;
using Support;

// dotnet run -c Release --project bench/Embeddings -- [embedding folder] [file for the table]
// Texts a second of processor time, 128 tokens each, by precision; the precisions take turns. One thread, so that a busy machine does not count.
const int rounds = 5;
var folder = args.Length > 0 ? args[0] : Path.GetDirectoryName(SharedFolder.File("models", "all-minilm-l6-v2", "config.json"));
if (folder is null)
{
    Console.Error.WriteLine($"Nothing to measure: {SharedFolder.SkipReason}.");
    return 1;
}

NativeTelemetry.Disable();
(Precision Precision, int Level)[] cases = [(Precision.Float32, 0), (Precision.Int8, 0), (Precision.Int8, 4)];
var models = new List<EmbeddingModel>();
foreach (var (precision, level) in cases)
{
    models.Add(await EmbeddingModel.ImportAsync(folder, precision, level));
}

for (var round = 0; round <= rounds; round++)
{
    foreach (var model in models)
    {
        model.Measure(isWarmUp: round == 0);
    }
}

var texts = EmbeddingModel.Texts(64, models[0].Vocabulary);
var exact = models[0].Vectors(texts);
var table = new StringBuilder($"""
    ONNX Runtime {OnnxRuntimeLibrary.Version}, one thread, {Environment.ProcessorCount} cores, .NET {Environment.Version}. Medians of {rounds} rounds, least and most in brackets.

    | precision | accuracy level | megabytes | texts a CPU second, batch 1 | batch 16 | lowest cosine to float32 |
    |---|---|---|---|---|---|

    """);
foreach (var model in models)
{
    var cosine = model.Vectors(texts).Zip(exact).Min(pair => TensorPrimitives.CosineSimilarity<float>(pair.First, pair.Second));
    table.AppendLine(string.Create(CultureInfo.InvariantCulture,
        $"| {model.Precision} | {model.Level} | {model.Megabytes:0} | {Shown(model.Single)} | {Shown(model.Batched)} | {cosine:0.00000} |"));
    model.Dispose();
}

Console.Write(table);
if (args.Length > 1)
{
    File.WriteAllText(args[1], table.ToString());
}

return 0;

static string Shown(List<double> rates)
{
    var ordered = rates.Order().ToArray();
    return string.Create(CultureInfo.InvariantCulture, $"{ordered[ordered.Length / 2]:0.0} ({ordered[0]:0.0}-{ordered[^1]:0.0})");
}
