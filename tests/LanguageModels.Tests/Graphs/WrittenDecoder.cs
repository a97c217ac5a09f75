using LanguageModels.Configuration;
using LanguageModels.Graphs;
using LanguageModels.Importing;
using LanguageModels.Weights;
using Support;

namespace LanguageModels.Tests.Graphs;

/// <summary>A tiny checkpoint's graph, written to a temporary folder and open for plain runs.</summary>
internal sealed class WrittenDecoder : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SafetensorsFolder _source;
    private readonly DecoderArchitecture _shape;

    /// <summary>Writes and opens it.</summary>
    public WrittenDecoder(GoldenDecoder golden, DecoderGraphOptions options)
    {
        _shape = HuggingFaceDecoder.Read(ConfigFile.Read(Path.Combine(golden.Folder, "config.json")));
        _source = SafetensorsFolder.Open(golden.Folder);
        DecoderGraph.Write(_folder.Path, _shape, _source, options);
        Forward = new PlainForward(_folder[DecoderGraph.ScoringFile], _shape.Layers, _shape.KeyValueHeads, HeadPadding.Padded(_shape.HeadSize));
    }

    /// <summary>Runs it.</summary>
    public PlainForward Forward { get; }

    /// <summary>Tokens.</summary>
    public int Vocabulary => _shape.Vocabulary;

    /// <summary>Width of the residual stream.</summary>
    public int Hidden => _shape.Hidden;

    /// <summary>The vector of a token.</summary>
    public float[] Embedding(int token)
    {
        var table = new float[Vocabulary * Hidden];
        _source.Read("model.embed_tokens.weight", table);
        return table[(token * Hidden)..((token + 1) * Hidden)];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Forward.Dispose();
        _source.Dispose();
        _folder.Dispose();
    }
}
