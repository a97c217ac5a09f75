using Audit.Files;
using Audit.Merkle;
using Audit.Reading;

namespace Audit.Verification;

/// <summary>Proves one record: both entries are part of the tree, the tree is that of the head, the content is what the entries say.</summary>
internal sealed class RecordProof(LogLayout layout, AuditRecord record)
{
    public RecordVerification Run()
    {
        LogHead? head = HeadFiles.ReadHead(layout);
        if (head is null || !HeadFiles.ReadLines(layout).Any(line => line.Head == head.Line))
            throw new InvalidDataException("The log has no tree head that its own heads.log holds: verify the whole log.");
        long last = Math.Max(record.OpeningIndex, record.ClosingIndex ?? 0);
        bool isCovered = head is not null && head.Size > last;
        long size = isCovered ? head!.Size : last + 1; // isCovered says that it is there
        ProofBuilder opening = new(record.OpeningIndex, size);
        ProofBuilder? closing = record.ClosingIndex is { } index ? new(index, size) : null;
        MerkleFrontier tree = ReadLeaves(size, opening, closing);
        RecordVerification proof = new()
        {
            Record = record,
            TreeSize = size,
            Root = isCovered ? head!.Root : tree.Root(),
            IsUnderHead = isCovered,
            OpeningProof = opening.Path(),
            ClosingProof = closing?.Path(),
        };
        return proof with { Fault = CheckTree(proof, tree) ?? CheckPaths(proof) ?? CheckContents() };
    }

    private MerkleFrontier ReadLeaves(long size, ProofBuilder opening, ProofBuilder? closing)
    {
        MerkleFrontier tree = new();
        using EntryCursor cursor = new(layout, 0);
        while (tree.Size < size && cursor.MoveNext())
        {
            Sha256Digest leaf = cursor.LeafHash();
            opening.Add(cursor.Index, leaf);
            closing?.Add(cursor.Index, leaf);
            tree.Append(leaf);
        }

        return tree;
    }

    private static VerificationFault? CheckTree(RecordVerification proof, MerkleFrontier tree)
    {
        if (tree.Size < proof.TreeSize)
            return new VerificationFault { File = "head.json", Index = tree.Size, Expected = $"{proof.TreeSize} entries", Found = $"{tree.Size}" };
        return tree.Root() == proof.Root
            ? null
            : new VerificationFault { File = "head.json", Index = proof.TreeSize, Expected = $"root {proof.Root}", Found = $"root {tree.Root()}" };
    }

    private VerificationFault? CheckPaths(RecordVerification proof)
    {
        bool isOpeningProved = InclusionProof.Verify(record.OpeningLeaf, record.OpeningIndex, proof.TreeSize, proof.OpeningProof, proof.Root);
        bool isClosingProved = record is not { ClosingLeaf: { } leaf, ClosingIndex: { } index } || proof.ClosingProof is null
            || InclusionProof.Verify(leaf, index, proof.TreeSize, proof.ClosingProof, proof.Root);
        return isOpeningProved && isClosingProved ? null : new VerificationFault
        {
            File = "head.json",
            Index = isOpeningProved ? record.ClosingIndex : record.OpeningIndex,
            Expected = $"an audit path that leads to root {proof.Root}",
            Found = "one that leads elsewhere",
        };
    }

    private VerificationFault? CheckContents()
        => Check(record.OpeningIndex, "prompt", record.Opening.Prompt?.Stored, record.Prompt)
        ?? Check(record.OpeningIndex, "assembled prompt", record.Opening.AssembledPrompt?.Stored, record.AssembledPrompt)
        ?? Check(record.ClosingIndex ?? 0, "answer", record.Closing?.Answer?.Stored, record.Answer);

    private VerificationFault? Check(long index, string name, long? stored, StoredContent? content)
        => stored is null || content is { MatchesHash: true } ? null : new VerificationFault
        {
            File = layout.Relative(layout.ContentFile(LogLayout.SegmentOf(index))),
            Index = index,
            Expected = $"the {name} that the entry describes",
            Found = content is null ? "nothing" : "other bytes",
        };
}
