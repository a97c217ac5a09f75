using LanguageModels.Graphs;

namespace Bench.Training;

/// <summary>A decoder and the batch that it is trained with.</summary>
/// <param name="Name">For tables.</param>
/// <param name="Shape">The decoder.</param>
/// <param name="Rows">Rows of a batch.</param>
/// <param name="Columns">Tokens of a row.</param>
internal sealed record Size(string Name, DecoderArchitecture Shape, int Rows, int Columns)
{
    public static IReadOnlyList<Size> All { get; } = [Of("2M", 2048, 192, 4, 512, 16), Of("15.7M", 8192, 384, 8, 1024, 8)];

    public int Tokens => Rows * Columns;

    /// <summary>What the peer needs to build the same: vocabulary, width, layers, heads, key heads, inner width, columns, rows.</summary>
    public string Arguments => $"{Shape.Vocabulary} {Shape.Hidden} {Shape.Layers} {Shape.Heads} {Shape.KeyValueHeads} {Shape.FeedForward} {Columns} {Rows}";

    private static Size Of(string name, int vocabulary, int width, int layers, int inner, int rows) => new(name, new DecoderArchitecture
    {
        Family = "llama", Vocabulary = vocabulary, Hidden = width, Layers = layers, Heads = 6, KeyValueHeads = 2, HeadSize = width / 6, FeedForward = inner,
        ContextLength = 256, NormEpsilon = 1e-5f, RopeTheta = 10_000, IsTied = true,
    }, rows, 256);
}
