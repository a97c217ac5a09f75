using Audit.Files;
using Audit.Reading;
using Audit.Records;

namespace Audit.Verification;

/// <summary>Checks a log folder without trusting whoever wrote it. Reads only; works beside a running writer.</summary>
public static class AuditVerifier
{
    /// <summary>Reads every byte of the log and reports its first fault.</summary>
    /// <param name="folder">The log.</param>
    /// <param name="noted">A head noted outside the log, which it must still agree with; null when there is none.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static VerificationReport Verify(string folder, NotedHead? noted = null) => new LogVerification(Existing(folder), noted).Run();

    /// <summary>Proves one record's entries against the log's head; null when there is no such record.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">An entry or the head is damaged, so that no proof can be made: verify the whole log.</exception>
    public static RecordVerification? VerifyRecord(string folder, AuditId id)
    {
        LogLayout layout = Existing(folder);
        return new AuditReader(folder).Find(id) is { } record ? new RecordProof(layout, record).Run() : null;
    }

    private static LogLayout Existing(string folder) => Directory.Exists(folder)
        ? new LogLayout(folder)
        : throw new DirectoryNotFoundException($"There is no audit log in '{folder}': the folder does not exist.");
}
