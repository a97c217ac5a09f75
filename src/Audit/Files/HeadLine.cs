using System.Globalization;
using System.Text;
using Audit.Merkle;

namespace Audit.Files;

/// <summary>One line of <c>heads.log</c>: <c>crc32c time size root origin</c>, the checksum over the rest of the line.</summary>
internal readonly record struct HeadLine(DateTimeOffset At, long Size, Sha256Digest Root, string Origin)
{
    private const int ChecksumDigits = 8;

    public override string ToString()
    {
        string rest = string.Create(CultureInfo.InvariantCulture, $"{At.UtcDateTime:O} {Size} {Root} {Origin}");
        return $"{Frame.Checksum(Encoding.UTF8.GetBytes(rest)):x8} {rest}";
    }

    /// <summary>Reads a line; false unless it is spelt exactly as <see cref="ToString"/> would.</summary>
    public static bool TryParse(string line, out HeadLine head)
    {
        head = default;
        string[] parts = line.Split(' ');
        if (parts.Length != 5 || parts[0].Length != ChecksumDigits
            || !DateTimeOffset.TryParseExact(parts[1], "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset at)
            || !long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out long size)
            || !Sha256Digest.TryParse(parts[3], out Sha256Digest root))
            return false;
        head = new HeadLine(at, size, root, parts[4]);
        return head.ToString() == line;
    }
}
