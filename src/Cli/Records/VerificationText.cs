using Audit.Merkle;
using Audit.Verification;

namespace Cli.Records;

/// <summary>Says what a verification found: the verdict first, then what it rests on.</summary>
internal static class VerificationText
{
    public static List<string> Of(VerificationReport report)
    {
        if (report.Fault is { } fault)
            return [Place(fault), $"sound            {report.Size} entries before it; what follows was not examined"];
        List<string> lines =
        [
            "The log verifies.",
            $"entries          {report.Size}",
            $"root             {report.Root}",
            $"records          {report.Records} ({report.Interrupted} interrupted, {report.Unclosed.Count} without a closing)",
            $"heads checked    {report.HeadsChecked}",
            $"contents checked {report.ContentsChecked}",
        ];
        if (report.UnfinishedBytes > 0)
        {
            lines.Add($"unfinished       {report.UnfinishedBytes} bytes at the end, which a running gateway may still be writing");
        }

        lines.AddRange(report.Unclosed.Select(id => $"without closing  {id}"));
        return lines;
    }

    public static List<string> Of(RecordVerification verification)
    {
        List<string> lines =
        [
            verification.Fault is null ? $"The record {verification.Record.Opening.Id} is in the log." : Place(verification.Fault),
            $"tree size        {verification.TreeSize}",
            $"root             {verification.Root}{(verification.IsUnderHead ? ", under a tree head" : ", recomputed: no tree head covers it yet")}",
            $"opening          entry {verification.Record.OpeningIndex}, leaf {verification.Record.OpeningLeaf}",
        ];
        lines.AddRange(Path(verification.OpeningProof));
        lines.Add(verification.Record.ClosingIndex is { } index
            ? $"closing          entry {index}, leaf {verification.Record.ClosingLeaf}"
            : "closing          none: the request is in flight, or the gateway died in it");
        lines.AddRange(Path(verification.ClosingProof ?? []));
        return lines;
    }

    private static IEnumerable<string> Path(IReadOnlyList<Sha256Digest> proof) =>
        proof.Select((hash, level) => $"  path {level,-10} {hash}");

    private static string Place(VerificationFault fault)
    {
        string where = string.Join(", ",
            new[]
            {
                fault.File,
                fault.Offset is { } offset ? $"byte {offset}" : null,
                fault.Index is { } index ? $"entry {index}" : null,
            }.Where(part => part is not null));
        return $"WRONG at {where}: expected {fault.Expected}; found {fault.Found}.";
    }
}
