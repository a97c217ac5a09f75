namespace Audit.Records;

/// <summary>Orders ids as their text does, which is by time first.</summary>
internal sealed class AuditIdOrder : IComparer<AuditId>
{
    public static readonly AuditIdOrder Instance = new();

    public int Compare(AuditId x, AuditId y)
    {
        Span<byte> left = stackalloc byte[AuditId.ByteLength];
        Span<byte> right = stackalloc byte[AuditId.ByteLength];
        x.CopyTo(left);
        y.CopyTo(right);
        return left.SequenceCompareTo(right);
    }
}
