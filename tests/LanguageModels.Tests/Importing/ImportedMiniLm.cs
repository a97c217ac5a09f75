using System.IO.Compression;
using System.Text.Json.Nodes;
using LanguageModels.Graphs;
using LanguageModels.Importing;
using LanguageModels.Sessions;
using LanguageModels.Tests.Graphs;
using LanguageModels.Tokenization;
using Support;
using Xunit;

namespace LanguageModels.Tests.Importing;

/// <summary>The real embedding model, imported once in float32, with its reference texts; empty where the reference material is absent.</summary>
public sealed class ImportedMiniLm : IAsyncLifetime
{
    internal const int Dimensions = 384;

    private readonly TemporaryFolder _folder = new();
    private EncoderSession? _session;
    private Tokenizer? _tokenizer;
    private float[][]? _found;

    internal EncoderSession Session => _session ?? throw new InvalidOperationException("nothing was imported");

    internal Tokenizer Tokenizer => _tokenizer ?? throw new InvalidOperationException("nothing was imported");

    internal JsonNode Golden { get; private set; } = new JsonObject();

    internal string[] Texts => [.. Golden["texts"]!.AsArray().Select(text => (string)text!["t"]!)];

    public async ValueTask InitializeAsync()
    {
        var golden = SharedFolder.File("goldens", "embeddings", "minilm.json.gz");
        var model = SharedFolder.File("models", "all-minilm-l6-v2", "config.json");
        if (golden is null || model is null)
        {
            return;
        }

        using var file = new GZipStream(File.OpenRead(golden), CompressionMode.Decompress);
        Golden = JsonNode.Parse(file)!;
        await ModelImport.ImportAsync(Path.GetDirectoryName(model)!, _folder.Path, new ImportOptions { Precision = Precision.Float32 }, null, TestContext.Current.CancellationToken);
        _tokenizer = Tokenizer.Load(_folder["tokenizer.json"]);
        _session = EncoderSession.Open(EncoderFolder.Open(_folder.Path), null, new SessionSettings { Threads = 1 });
    }

    public ValueTask DisposeAsync()
    {
        _session?.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Tokens of a text, cut at the model's limit. Special tokens in a text are read, as the reference does; serving leaves them text.</summary>
    internal int[] TokensOf(string text) => Tokenizer.Encode(text, null, addSpecialTokens: true, parseSpecialTokens: true, new TokenTruncation(Session.Folder.MaxLength)).Ids;

    /// <summary>The vectors of all texts, computed once: about 6,000 tokens take seconds.</summary>
    internal float[][] Found() => _found ??= Session.Encode([.. Texts.Select(TokensOf)], TestContext.Current.CancellationToken);

    /// <summary>The reference vectors, one a text.</summary>
    internal float[][] Vectors() => [.. GoldenDecoder.Floats(Golden["vectors"]!).Chunk(Dimensions)];

    internal void SkipWhenAbsent() => Assert.SkipWhen(_session is null, SharedFolder.SkipReason);
}
