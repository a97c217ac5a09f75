using Audit.Merkle;
using Audit.Verification;
using Cli.Records;
using Xunit;

namespace Cli.Tests.Records;

public sealed class VerificationTextTests
{
    private static readonly VerificationFault Fault =
        new() { File = "entries/000", Offset = 120, Index = 3, Expected = "leaf aa", Found = "leaf bb" };

    [Fact]
    public void A_fault_comes_first_and_says_where_it_is()
    {
        Assert.Equal(
            "WRONG at entries/000, byte 120, entry 3: expected leaf aa; found leaf bb.",
            VerificationText.Of(Report(Fault))[0]);
    }

    [Fact]
    public void A_sound_log_says_so_with_its_root()
    {
        List<string> lines = VerificationText.Of(Report(null));

        Assert.Equal("The log verifies.", lines[0]);
        Assert.Contains(lines, line => line.EndsWith(Sha256Digest.Of("root"u8).ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void A_proof_lists_its_path_so_that_others_can_recompute_it()
    {
        Sha256Digest sibling = Sha256Digest.Of("sibling"u8);
        var verification = new RecordVerification
        {
            Record = RecordFixture.Full([]),
            TreeSize = 8,
            IsUnderHead = false,
            Root = Sha256Digest.Of("root"u8),
            OpeningProof = [sibling],
        };

        List<string> lines = VerificationText.Of(verification);

        Assert.Contains("is in the log", lines[0]);
        Assert.Contains("no tree head covers it yet", lines[2]);
        Assert.Contains(lines, line => line.Contains("path 0") && line.EndsWith(sibling.ToString(), StringComparison.Ordinal));
    }

    private static VerificationReport Report(VerificationFault? fault) => new()
    {
        Size = 8, Root = Sha256Digest.Of("root"u8), Records = 4, Unclosed = [], Interrupted = 0, HeadsChecked = 1,
        ContentsChecked = 9, UnfinishedBytes = 0, Fault = fault,
    };
}
