using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using LanguageModels.Tokenization;
using Support;
using Tokenizers;

// How fast texts become ids, beside npm's @huggingface/tokenizers in the same run, and how long training takes.
// Usage: dotnet run -c Release --project bench/Tokenizers -- <folder with node_modules> [file for the table]
// Before: npm install --prefix <folder> @huggingface/tokenizers@0.2.0
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args.Length == 0)
{
    Console.Error.WriteLine("Usage: Tokenizers <folder with node_modules/@huggingface/tokenizers> [file for the table]");
    return 1;
}

const int Rounds = 5;
var work = Directory.CreateTempSubdirectory("tokenizers-bench-").FullName;
var table = new StringBuilder();
var trained = Train();
using (var peer = new Peer(Path.GetFullPath(args[0]), Path.Combine(SolutionFolder.Path, "bench", "Tokenizers", "peer.mjs")))
{
    Heading();
    foreach (var (set, texts) in new[] { ("English", Texts.English()), ("many scripts", Texts.Mixed()) })
    {
        var file = Path.Combine(work, "texts.json." + set.Length);
        File.WriteAllText(file, JsonSerializer.Serialize(texts));
        foreach (var (name, path) in Files())
        {
            Compare(peer, set, name, path, texts, file);
        }
    }
}

Directory.Delete(work, recursive: true);
Console.Write(table);
if (args.Length > 1)
{
    File.WriteAllText(args[1], table.ToString());
}

return 0;

IEnumerable<(string Name, string Path)> Files()
{
    foreach (var family in new[] { "gpt2", "llama3", "qwen2", "smollm2", "llama2", "mistral", "unigram-t5", "unigram-bytes", "bert" })
    {
        yield return (family, Texts.Shared("goldens", "tokenizers", family, "tokenizer.json"));
    }

    yield return ("MiniLM (WordPiece, 30,522)", Texts.Shared("models", "all-minilm-l6-v2", "tokenizer.json"));
    yield return ("trained (byte-level, 32,000)", trained);
}

void Compare(Peer peer, string set, string name, string path, string[] texts, string file)
{
    var tokenizer = Tokenizer.Load(path);
    var megabytes = texts.Sum(text => (double)Encoding.UTF8.GetByteCount(text)) / 1e6;
    Outcome ours = Encode(tokenizer, texts), theirs = peer.Encode(path, file); // warm-up
    List<(double Ours, double Theirs)> rounds = [];
    for (var round = 0; round < Rounds; round++)
    {
        rounds.Add((megabytes / Encode(tokenizer, texts).Seconds, megabytes / peer.Encode(path, file).Seconds));
    }

    double[] ratios = [.. rounds.Select(round => round.Ours / round.Theirs).Order()];
    var same = ours.Hash == theirs.Hash && ours.Tokens == theirs.Tokens ? "yes" : $"no ({ours.Tokens} and {theirs.Tokens})";
    Row(set, name, $"{Median(rounds.Select(round => round.Ours)):F1}", $"{Median(rounds.Select(round => round.Theirs)):F1}", $"{ratios[Rounds / 2]:F1} ({ratios[0]:F1}-{ratios[^1]:F1})", same);
}

Outcome Encode(Tokenizer tokenizer, string[] texts)
{
    var (tokens, hash) = (0L, 0);
    var clock = Stopwatch.StartNew();
    foreach (var text in texts)
    {
        var ids = tokenizer.Encode(text, addSpecialTokens: false).Ids;
        tokens += ids.Length;
        foreach (var id in ids)
        {
            hash = unchecked((hash * 31) + id);
        }
    }

    return new Outcome(clock.Elapsed.TotalSeconds, tokens, hash);
}

string Train()
{
    var trainer = new BytePairTrainer(new BytePairTraining { VocabularySize = 32_000, SpecialTokens = ["<|endoftext|>"] });
    string[] texts = [.. Texts.Training()];
    var clock = Stopwatch.StartNew();
    Array.ForEach(texts, trainer.Add);
    var counted = clock.Elapsed;
    var path = Path.Combine(work, "trained.json");
    File.WriteAllBytes(path, trainer.Train(CancellationToken.None));
    table.AppendLine(CultureInfo.InvariantCulture, $"Training of 32,000 tokens on {texts.Sum(text => (double)Encoding.UTF8.GetByteCount(text)) / 1e6:F1} MB: {clock.Elapsed.TotalSeconds:F1} s, of these {counted.TotalSeconds:F1} s to count the words (one thread).").AppendLine();
    return path;
}

void Heading()
{
    table.AppendLine(CultureInfo.InvariantCulture, $"One thread each, {Rounds} rounds in turn after a warm-up, medians; the range of the ratio in brackets. {Environment.ProcessorCount} cores, .NET {Environment.Version}. MB/s of UTF-8.").AppendLine();
    Row("texts", "tokenizer", "ours MB/s", "@huggingface/tokenizers 0.2.0 MB/s", "ratio", "same ids");
    table.AppendLine("|---|---|---|---|---|---|");
}

void Row(params string[] cells) => table.AppendLine($"| {string.Join(" | ", cells)} |");

static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);
