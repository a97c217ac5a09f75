using System.Runtime.InteropServices;

namespace Trainer.Corpus.Packing;

/// <summary>
/// Packs documents into rows, one behind the other, cut where a row is full: no token is lost and only the last row is padded. What a
/// row begins in the middle of has lost its beginning from sight, which is the price of rows without padding (BERT and GPT packing).
/// </summary>
internal sealed class TokenPacking(int columns)
{
    private readonly List<int> _values = [];
    private readonly List<int> _tokens = [];
    private readonly List<int> _labels = [];
    private readonly List<int> _documents = [];

    /// <summary>Adds a document.</summary>
    /// <param name="tokens">With its first and last special tokens.</param>
    /// <param name="document">Its number in the manifest.</param>
    public void Add(ReadOnlySpan<int> tokens, int document)
    {
        for (var i = 0; i < tokens.Length; i++)
        {
            Put(tokens[i], i + 1 < tokens.Length ? tokens[i + 1] : TokenShard.NoLabel, document);
        }
    }

    /// <summary>The bytes of the shard.</summary>
    public byte[] ToBytes()
    {
        while (_tokens.Count > 0)
        {
            Put(RecipeTokens.Padding, TokenShard.NoLabel, -1);
        }

        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(TokenShard.Magic);
        writer.Write(_values.Count / (TokenShard.PartsOfRow * columns));
        writer.Write(columns);
        writer.Write(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_values)));
        return bytes.ToArray();
    }

    private void Put(int token, int label, int document)
    {
        _tokens.Add(token);
        _labels.Add(label);
        _documents.Add(document);
        if (_tokens.Count < columns)
        {
            return;
        }

        foreach (var part in (List<int>[])[_tokens, _labels, _documents])
        {
            _values.AddRange(part);
            part.Clear();
        }
    }
}
