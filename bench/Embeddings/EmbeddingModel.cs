using LanguageModels.Graphs;
using LanguageModels.Importing;
using LanguageModels.Sessions;
using Support;

namespace Embeddings;

/// <summary>One import of the model under test and its rates so far.</summary>
internal sealed class EmbeddingModel : IDisposable
{
    private const int TokensOfText = 128, Batch = 16, TextsOfSlice = 32;

    private readonly TemporaryFolder _folder;
    private readonly EncoderSession _session;

    private EmbeddingModel(TemporaryFolder folder, Precision precision, int level)
    {
        (_folder, Precision, Level) = (folder, precision, level);
        _session = EncoderSession.Open(EncoderFolder.Open(folder.Path), null, new SessionSettings { Threads = 1 });
    }

    public Precision Precision { get; }

    public int Level { get; }

    public int Vocabulary => _session.Folder.VocabularySize;

    public double Megabytes => new DirectoryInfo(_folder.Path).EnumerateFiles("model.onnx*").Sum(file => file.Length) / 1e6;

    /// <summary>Texts a second of processor time, one a run.</summary>
    public List<double> Single { get; } = [];

    /// <summary>The same, sixteen a run.</summary>
    public List<double> Batched { get; } = [];

    public static async Task<EmbeddingModel> ImportAsync(string source, Precision precision, int level)
    {
        var folder = new TemporaryFolder();
        await ModelImport.ImportAsync(source, folder.Path, new ImportOptions { Precision = precision, AccuracyLevel = level }, null, CancellationToken.None);
        return new EmbeddingModel(folder, precision, level);
    }

    /// <summary>Random words, the same each time; what a text says does not change its cost.</summary>
    public static int[][] Texts(int count, int vocabulary)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, TokensOfText).Select(_ => random.Next(vocabulary)).ToArray())];
    }

    public void Measure(bool isWarmUp)
    {
        var texts = Texts(TextsOfSlice, Vocabulary);
        var (single, batched) = (Rate(texts, 1), Rate(texts, Batch));
        if (!isWarmUp)
        {
            Single.Add(single);
            Batched.Add(batched);
        }
    }

    public float[][] Vectors(int[][] texts) => _session.Encode(texts, CancellationToken.None);

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    private double Rate(int[][] texts, int batch)
    {
        var before = Environment.CpuUsage.TotalTime;
        foreach (var some in texts.Chunk(batch))
        {
            _session.Encode(some, CancellationToken.None);
        }

        return texts.Length / (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }
}
