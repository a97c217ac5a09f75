namespace LanguageModels.Tokenization.Decoding;

/// <summary>The UTF-8 of every token, in one array.</summary>
internal sealed class TokenBytes
{
    private const int MostBytes = 1 << 29;

    private readonly byte[] _bytes;
    private readonly int[] _ends;

    /// <param name="tokens">Bytes by id.</param>
    internal TokenBytes(IReadOnlyList<byte[]> tokens)
    {
        _ends = new int[tokens.Count + 1];
        for (var id = 0; id < tokens.Count; id++)
        {
            _ends[id + 1] = _ends[id] + tokens[id].Length;
            if (_ends[id + 1] > MostBytes)
            {
                throw new InvalidDataException($"decoder: expected tokens of at most {MostBytes} bytes together, found more.");
            }
        }

        _bytes = new byte[_ends[^1]];
        for (var id = 0; id < tokens.Count; id++)
        {
            tokens[id].CopyTo(_bytes, _ends[id]);
        }
    }

    internal ReadOnlyMemory<byte> Of(int id) => _bytes.AsMemory(_ends[id], _ends[id + 1] - _ends[id]);

    internal ReadOnlySpan<byte> SpanOf(int id) => _bytes.AsSpan(_ends[id], _ends[id + 1] - _ends[id]);
}
