using Xunit;

namespace Architecture.Reading;

/// <summary>How a check fails: every finding at once, one a line.</summary>
internal static class Findings
{
    public static void AssertNone(IEnumerable<string> findings)
    {
        string[] all = [.. findings];
        Assert.True(all.Length == 0, $"{all.Length} findings:{Environment.NewLine}{string.Join(Environment.NewLine, all)}");
    }
}
