using System.Collections.Frozen;

namespace LanguageModels.Weights;

/// <summary>How a GGUF file packs a run of weights into a block of bytes (ggml's block layouts), and what they are worth.</summary>
internal sealed class BlockFormat
{
    private static readonly BlockFormat[] _all =
    [
        Elements(0, "F32", 4), Elements(1, "F16", 2), Elements(30, "BF16", 2),
        new(2, "Q4_0", 32, 18, SmallBlocks.Q4Symmetric), new(3, "Q4_1", 32, 20, SmallBlocks.Q4Offset),
        new(6, "Q5_0", 32, 22, SmallBlocks.Q5Symmetric), new(7, "Q5_1", 32, 24, SmallBlocks.Q5Offset),
        new(8, "Q8_0", 32, 34, SmallBlocks.Q8),
        new(12, "Q4_K", 256, 144, SuperBlocks.Q4), new(13, "Q5_K", 256, 176, SuperBlocks.Q5), new(14, "Q6_K", 256, 210, SuperBlocks.Q6),
    ];

    private static readonly FrozenDictionary<uint, BlockFormat> _byType = _all.ToFrozenDictionary(format => format._type);
    private static readonly FrozenDictionary<string, BlockFormat> _byName = _all.ToFrozenDictionary(format => format.Name);

    private readonly uint _type;
    private readonly int _blockBytes;
    private readonly Unpack _unpack;

    private BlockFormat(uint type, string name, int blockSize, int blockBytes, Unpack unpack) =>
        (_type, Name, BlockSize, _blockBytes, _unpack) = (type, name, blockSize, blockBytes, unpack);

    /// <summary>Unpacks whole blocks.</summary>
    /// <param name="blocks">[blocks x bytes of a block]</param>
    /// <param name="weights">[blocks x weights of a block]</param>
    internal delegate void Unpack(ReadOnlySpan<byte> blocks, Span<float> weights);

    /// <summary>The names of all formats, for messages.</summary>
    public static string Names { get; } = string.Join(", ", _all.Select(format => format.Name));

    /// <summary>As ggml calls it, such as <c>Q4_K</c>.</summary>
    public string Name { get; }

    /// <summary>Weights of a block.</summary>
    public int BlockSize { get; }

    /// <summary>The format with a number of the file; null for one that is not read.</summary>
    public static BlockFormat? Of(uint type) => _byType.GetValueOrDefault(type);

    /// <summary>The format with a name; null for one that is not read.</summary>
    public static BlockFormat? Of(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Bytes of a number of weights.</summary>
    public long BytesOf(long weights) => checked(weights / BlockSize * _blockBytes);

    /// <summary>Unpacks a tensor.</summary>
    public void Dequantise(ReadOnlySpan<byte> blocks, Span<float> weights)
    {
        if (blocks.Length != BytesOf(weights.Length))
        {
            throw new ArgumentException($"{weights.Length} weights of {Name} take {BytesOf(weights.Length)} bytes, not {blocks.Length}.", nameof(blocks));
        }

        _unpack(blocks, weights);
    }

    private static BlockFormat Elements(uint type, string name, int bytes) =>
        new(type, name, 1, bytes, (blocks, weights) => ElementTypes.ToSingle(name, blocks, weights));
}
