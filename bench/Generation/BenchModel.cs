using Experts.Generation;
using LanguageModels.Importing;
using LanguageModels.Sessions;
using LanguageModels.Tokenization;

namespace Bench.Generation;

/// <summary>The model under test, imported into a temporary folder.</summary>
internal sealed class BenchModel : IDisposable
{
    private readonly DirectoryInfo _work;

    private BenchModel(DirectoryInfo work, Options options)
    {
        _work = work;
        Options = options;
        Folder = ModelFolder.Open(work.FullName);
        Weights = SharedWeights.Open(Folder.GraphPath);
    }

    public Options Options { get; }

    public ModelFolder Folder { get; }

    public SharedWeights Weights { get; }

    public Tokenizer Tokenizer => Tokenizer.Load(Path.Combine(_work.FullName, "tokenizer.json"));

    public static async Task<BenchModel> ImportAsync(Options options)
    {
        if (options.Folder is not null)
        {
            return new BenchModel(new DirectoryInfo(options.Folder), options);
        }

        var work = Directory.CreateTempSubdirectory("bench-generation-");
        await ModelImport.ImportAsync(options.Model, work.FullName, new ImportOptions { Precision = options.Precision }, null, CancellationToken.None);
        return new BenchModel(work, options);
    }

    public DecoderSession Open(int slots, int maxLength, bool scoring = false) => DecoderSession.Open(
        Folder, Weights, new DecoderSettings { Slots = slots, MaxLength = maxLength, MaxChunk = 512, Scoring = scoring, Cache = Options.Cache, Session = new SessionSettings { Threads = Options.Threads } });

    public OnnxGenerationEngine Start(int slots, int maxLength, GenerationSettings settings) =>
        OnnxGenerationEngine.Start(Open(slots, maxLength, settings.LookupTokens > 0), settings, TimeProvider.System);

    /// <summary>Random tokens, the same each time.</summary>
    public int[] Tokens(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.Next(Folder.VocabularySize))];
    }

    public void Dispose()
    {
        Weights.Dispose();
        if (Options.Folder is null)
        {
            _work.Delete(recursive: true);
        }
    }
}
