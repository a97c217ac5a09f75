using Audit.Files;
using Audit.Records;

namespace Audit.Reading;

/// <summary>Finds the stored content of one record in the content files of its entries' segments.</summary>
internal sealed class ContentSearch(LogLayout layout)
{
    public AuditRecord AddTo(AuditRecord record) => record with
    {
        Prompt = Find(record.Opening.Id, ContentKind.Prompt, record.Opening.Prompt, record.OpeningIndex),
        AssembledPrompt = Find(record.Opening.Id, ContentKind.AssembledPrompt, record.Opening.AssembledPrompt, record.OpeningIndex),
        Answer = record.ClosingIndex is { } index
            ? Find(record.Opening.Id, ContentKind.Answer, record.Closing?.Answer, index)
            : null,
    };

    private StoredContent? Find(AuditId id, ContentKind kind, ContentDigest? digest, long index)
    {
        if (digest?.Stored is null)
            return null;
        using ContentReader content = new(layout.ContentFile(LogLayout.SegmentOf(index)), 0);
        if (!content.Find(id, kind))
            return null;
        byte[] bytes = content.Content.ToArray();
        return new StoredContent(bytes, StoredContents.Matches(digest, bytes));
    }
}
