using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using LanguageModels.Tokenization.Texts;

namespace LanguageModels.Tokenization.Normalizing;

/// <summary>
/// SentencePiece's <c>precompiled_charsmap</c>: a u32 length, a double-array trie of that many bytes (Darts: u32 units, little
/// endian), then NUL-terminated UTF-8 strings that the trie's values point into. Applied to grapheme clusters of up to five
/// bytes, otherwise point by point; the shortest key that begins the text wins, as the tokenizers library has it.
/// </summary>
internal sealed class CharacterMap : Normalizer
{
    private const int LongestCluster = 5;

    private readonly uint[] _trie;
    private readonly byte[] _texts;

    private CharacterMap(uint[] trie, byte[] texts)
    {
        _trie = trie;
        _texts = texts;
    }

    /// <returns>Null for bytes that are no such map.</returns>
    internal static CharacterMap? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 4 || BinaryPrimitives.ReadUInt32LittleEndian(bytes) is var size && (size % 4 != 0 || size == 0 || size > bytes.Length - 4))
        {
            return null;
        }

        var trie = new uint[size / 4];
        for (var i = 0; i < trie.Length; i++)
        {
            trie[i] = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(4 + (4 * i))..]);
        }

        return new CharacterMap(trie, bytes[(4 + (int)size)..].ToArray());
    }

    internal override Piece Normalize(Piece piece)
    {
        var text = CodePoints.ToText(piece.Points);
        var rewrite = new TextRewrite(piece.Length);
        var changed = false;
        for (var at = 0; at < text.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(text, at);
            changed |= TakeCluster(text.AsSpan(at, length), rewrite);
            at += length;
        }

        return changed ? rewrite.Apply(piece) : piece;
    }

    private bool TakeCluster(ReadOnlySpan<char> cluster, TextRewrite rewrite)
    {
        if (Encoding.UTF8.GetByteCount(cluster) <= LongestCluster && TryReplace(cluster, rewrite))
        {
            return true;
        }

        var changed = false;
        Span<char> single = stackalloc char[2];
        foreach (var rune in cluster.EnumerateRunes())
        {
            if (TryReplace(single[..rune.EncodeToUtf16(single)], rewrite))
            {
                changed = true;
            }
            else
            {
                rewrite.Add(rune.Value, 0);
            }
        }

        return changed;
    }

    private bool TryReplace(ReadOnlySpan<char> old, TextRewrite rewrite)
    {
        Span<byte> key = stackalloc byte[LongestCluster];
        var at = ShortestMatch(key[..Encoding.UTF8.GetBytes(old, key)]);
        if (at < 0 || at >= _texts.Length)
        {
            return false;
        }

        var text = _texts.AsSpan(at);
        var end = text.IndexOf((byte)0);
        var points = new int[old.Length];
        rewrite.Replace(CodePoints.Write(old, points), CodePoints.Of(Encoding.UTF8.GetString(end < 0 ? text : text[..end])));
        return true;
    }

    /// <summary>Walks the trie (darts-clone's unit layout) until the first key ends; its value, or -1.</summary>
    private int ShortestMatch(ReadOnlySpan<byte> key)
    {
        var node = Offset(_trie[0]);
        foreach (var label in key)
        {
            node ^= label;
            if (node >= (uint)_trie.Length || (_trie[node] & ((1u << 31) | 0xFF)) != label)
            {
                return -1;
            }

            var unit = _trie[node];
            node ^= Offset(unit);
            if (((unit >> 8) & 1) == 1)
            {
                return node < (uint)_trie.Length ? (int)(_trie[node] & 0x7FFFFFFF) : -1;
            }
        }

        return -1;
    }

    private static uint Offset(uint unit) => (unit >> 10) << (int)((unit & (1u << 9)) >> 6);
}
