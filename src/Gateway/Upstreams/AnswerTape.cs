using System.Buffers;
using System.Security.Cryptography;
using Audit.Merkle;

namespace Gateway.Upstreams;

/// <summary>Hashes every byte given to the client and keeps the first of them for the record. Memory is bounded and pooled.</summary>
/// <param name="keep">Most bytes to keep; all are hashed and counted.</param>
internal sealed class AnswerTape(int keep) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] _kept = [];
    private int _length;

    /// <summary>Bytes seen.</summary>
    public long Total { get; private set; }

    /// <summary>The bytes kept; valid until the next append.</summary>
    public ReadOnlyMemory<byte> Kept => _kept.AsMemory(0, _length);

    /// <summary>The hash of all bytes so far.</summary>
    public Sha256Digest HashSoFar()
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        _hash.GetCurrentHash(hash);
        return new Sha256Digest(hash);
    }

    /// <summary>Takes bytes on their way to the client.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        _hash.AppendData(bytes);
        Total += bytes.Length;
        var room = Math.Min(bytes.Length, keep - _length);
        if (room <= 0)
            return;
        if (_length + room > _kept.Length)
            Grow(_length + room);
        bytes[..room].CopyTo(_kept.AsSpan(_length));
        _length += room;
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        _hash.Dispose();
        Return();
        (_kept, _length) = ([], 0);
    }

    private void Grow(int needed)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(4096, Math.Max(needed, _kept.Length * 2)));
        _kept.AsSpan(0, _length).CopyTo(larger);
        Return();
        _kept = larger;
    }

    private void Return()
    {
        if (_kept.Length > 0)
            ArrayPool<byte>.Shared.Return(_kept);
    }
}
