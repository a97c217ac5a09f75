using Audit.Records;

namespace Audit.Reading;

/// <summary>Reads a log folder, also while another process writes it. Holds no files open between calls; safe from any thread.</summary>
public sealed class AuditReader(string folder)
{
    /// <summary>The log's folder.</summary>
    public string Folder => folder;

    /// <summary>Finds a record with its content; null when there is none.</summary>
    /// <exception cref="InvalidDataException">The record's entry is damaged; the message names file and offset.</exception>
    public AuditRecord? Find(AuditId id) => throw new NotImplementedException();

    /// <summary>The newest <paramref name="count"/> records, newest first, without content.</summary>
    public IReadOnlyList<AuditRecord> Newest(int count) => throw new NotImplementedException();
}
