using Audit.Records;

namespace Audit.Verification;

/// <summary>Checks a log folder without trusting whoever wrote it. Reads only; works beside a running writer.</summary>
public static class AuditVerifier
{
    /// <summary>Reads every byte of the log and reports its first fault.</summary>
    public static VerificationReport Verify(string folder) => throw new NotImplementedException();

    /// <summary>Proves one record's entries against the log's head; null when there is no such record.</summary>
    public static RecordVerification? VerifyRecord(string folder, AuditId id) => throw new NotImplementedException();
}
