using System.Text;
using Audit.Merkle;
using Gateway.Upstreams;
using Xunit;

namespace Gateway.Tests.Upstreams;

public sealed class AnswerTapeTests
{
    [Fact]
    public void All_bytes_are_hashed_and_counted_but_only_the_first_are_kept()
    {
        using var tape = new AnswerTape(keep: 5);
        tape.Append("abc"u8);
        tape.Append("defgh"u8);

        Assert.Equal(8, tape.Total);
        Assert.Equal("abcde", Encoding.UTF8.GetString(tape.Kept.Span));
        Assert.Equal(Sha256Digest.Of("abcdefgh"u8), tape.HashSoFar());
    }

    [Fact]
    public void The_hash_can_be_asked_for_in_the_middle()
    {
        using var tape = new AnswerTape(keep: 0);
        tape.Append("a"u8);

        Assert.Equal(Sha256Digest.Of("a"u8), tape.HashSoFar());
        tape.Append("b"u8);
        Assert.Equal(Sha256Digest.Of("ab"u8), tape.HashSoFar());
        Assert.True(tape.Kept.IsEmpty);
    }
}
