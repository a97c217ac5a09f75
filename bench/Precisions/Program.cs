using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using LanguageModels.Graphs;
using LanguageModels.Importing;
using Precisions;
using Support;

// What each precision costs: negative log-likelihood of real texts against the exact weights, bytes, and time, in one run.
var model = args.Length > 0 ? args[0] : SharedFolder.File("models", "smollm2-135m-instruct", "SmolLM2-135M-Instruct.Q4_1.gguf");
var slices = SharedFolder.File("goldens", "smollm2", "nll.jsonl");
if (model is null || slices is null)
{
    Console.Error.WriteLine($"Nothing to measure: {SharedFolder.SkipReason}.");
    return 1;
}

var texts = File.ReadLines(slices).Select(line => JsonNode.Parse(line)!).Where(slice => (int)slice["slice"]! % 4 == 0).Select(Slice.Of).ToList();
(Precision Precision, int Level)[] cases =
    [(Precision.Float32, 0), (Precision.Int8, 0), (Precision.Int8, 4), (Precision.Int4Minimum, 0), (Precision.Int4Minimum, 4), (Precision.Mixed, 4), (Precision.Int4ZeroPoint, 4), (Precision.Int4, 4)];
var table = new StringBuilder("""
    | precision | accuracy level | NLL a token | above exact | by set | megabytes | seconds | time vs float32 |
    |---|---|---|---|---|---|---|---|

    """);
double? reference = null;
foreach (var (precision, level) in cases)
{
    using var folder = new TemporaryFolder();
    await ModelImport.ImportAsync(model, folder.Path, new ImportOptions { Precision = precision, AccuracyLevel = level, ContextLength = 1024 }, null, CancellationToken.None);
    var megabytes = new DirectoryInfo(folder.Path).EnumerateFiles("model.onnx*").Sum(file => file.Length) / 1e6;
    using var scorer = new Scorer(Path.Combine(folder.Path, DecoderGraph.ScoringFile), layers: 30, keyValueHeads: 3, headSize: 64, vocabulary: 49152);
    var watch = Stopwatch.StartNew();
    var losses = texts.Select(slice => (slice.Set, slice.Nll, Found: scorer.Nll(slice.Ids))).ToList();
    var seconds = watch.Elapsed.TotalSeconds;
    reference ??= seconds;
    var sets = string.Join(", ", losses.GroupBy(loss => loss.Set).Select(set => string.Create(CultureInfo.InvariantCulture, $"{set.Key} {set.Average(loss => loss.Found - loss.Nll):+0.0000;-0.0000;0.0000}")));
    var row = string.Create(CultureInfo.InvariantCulture, $"| {precision} | {level} | {losses.Average(loss => loss.Found):0.0000} | {losses.Average(loss => loss.Found - loss.Nll):+0.0000;-0.0000;0.0000} | {sets} | {megabytes:0} | {seconds:0.0} | {seconds / reference:0.00} |");
    table.AppendLine(row);
    Console.WriteLine(row);
}

Console.WriteLine();
Console.WriteLine(table);
return 0;
