using System.IO.Compression;
using System.Text.Json.Nodes;
using Experts.Memory;
using LanguageModels.Tokenization;
using Support;
using Trainer.Corpus;
using Trainer.Stages;

namespace RecipeBench;

/// <summary>The invented insurance world: what an expert may learn, and what it is asked.</summary>
internal sealed class World
{
    private const int ForeignWordings = 5;
    private const int TokenizerStride = 7;
    private const int GeneralParagraphs = 400;

    private readonly string _folder;

    private World(string folder)
    {
        _folder = folder;
        Pairs = [.. Grouped(Read("train"))];
        Documents = [.. Read("corpus").Select(line => new StageDocument((string)line["id"]!, (string)line["text"]!))];
        Tests = [.. Read("test").Select(TestQuestion.Of)];
    }

    public IReadOnlyList<NotePair> Pairs { get; }

    public IReadOnlyList<StageDocument> Documents { get; }

    public IReadOnlyList<TestQuestion> Tests { get; }

    /// <summary>The world; null when the shared folder is not there.</summary>
    public static World? Open() => SharedFolder.File("data", "invented-world", "train.jsonl.gz") is { } file ? new World(Path.GetDirectoryName(file)!) : null;

    /// <summary>One night's changed and new facts.</summary>
    public (IReadOnlyList<NotePair> Pairs, IReadOnlyList<TestQuestion> Tests, IReadOnlySet<string> Changed) Night()
    {
        var changed = Read("night_facts").Where(fact => (string)fact["kind"]! == "changed").Select(fact => (string)fact["id"]!).ToHashSet();
        return ([.. Grouped(Read("night_train"))], [.. Read("night_test").Select(TestQuestion.Of)], changed);
    }

    /// <summary>Byte-level BPE over the documents, one of seven questions and 400 general paragraphs.</summary>
    public byte[] TrainTokenizer(int vocabulary)
    {
        var trainer = new BytePairTrainer(new BytePairTraining { VocabularySize = vocabulary, SpecialTokens = RecipeTokens.Texts, IndividualDigits = true });
        IEnumerable<string> texts =
        [
            .. Documents.Select(document => document.Text),
            .. Pairs.Where(pair => pair.Note is not null).Select(pair => pair.Note!),
            .. Pairs.SelectMany(pair => pair.Wordings).Where((_, place) => place % TokenizerStride == 0).Select(QuestionText.Normalise),
            .. General(),
        ];
        foreach (var text in texts)
        {
            trainer.Add(text);
        }

        return trainer.Train(CancellationToken.None);
    }

    private static IEnumerable<string> General() => Lines(SharedFolder.File("data", "qa-general", "nq-gold.train.jsonl.gz")!)
        .Select(line => (string)line["context"]!)
        .Take(GeneralParagraphs);

    /// <summary>Groups: a fact; a fact by its nickname; and, where nothing is known, five questions about one foreign thing.</summary>
    private static IEnumerable<NotePair> Grouped(IEnumerable<JsonNode> lines)
    {
        var foreign = 0;
        return lines
            .GroupBy(line => (string?)line["f"] is { } fact ? $"{fact}{((bool?)line["alias"] == true ? "-nickname" : "")}" : $"foreign-{foreign++ / ForeignWordings}")
            .Select(group => Pair(group.Key, [.. group]));
    }

    private static NotePair Pair(string group, IReadOnlyList<JsonNode> lines)
    {
        var note = (string?)lines[0]["note"];
        var kind = note is null ? PairKind.Unknown : group.EndsWith("-nickname", StringComparison.Ordinal) ? PairKind.Nickname : PairKind.Fact;
        return new NotePair(group, kind, PairOrigin.Supplied, [.. lines.Select(line => (string)line["q"]!)], note, []);
    }

    private IEnumerable<JsonNode> Read(string name) => Lines(Path.Combine(_folder, name + ".jsonl.gz"));

    private static IEnumerable<JsonNode> Lines(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            yield return JsonNode.Parse(line)!;
        }
    }
}
