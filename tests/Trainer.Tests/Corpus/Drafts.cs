using Retrieval.Documents;
using Support;
using Trainer.Corpus;
using Trainer.Corpus.Filtering;
using Xunit;

namespace Trainer.Tests.Corpus;

/// <summary>Documents and corpora for tests.</summary>
internal static class Drafts
{
    public const string Domain = "shop";

    public static DraftDocument Draft(string path, string text, DateOnly? date = null, DocumentRights? rights = null, string? supersededBy = null) => new(
        new Document($"{Domain}/{path}", Domain, Path.GetFileNameWithoutExtension(path), path, "text/markdown", date, null, null, new string('a', 64))
        {
            Rights = rights ?? DocumentRights.Unstated,
        },
        text, supersededBy);

    /// <summary>Prose of so many different words.</summary>
    public static string Prose(int seed, int words = 200)
    {
        var random = new Random(seed);
        return string.Join(' ', Enumerable.Range(0, words).Select(_ => new string([.. Enumerable.Range(0, random.Next(3, 9)).Select(_ => (char)('a' + random.Next(26)))])));
    }

    public static async Task<DomainTexts> TextsAsync(TemporaryFolder folder, params (string Path, string Text)[] files)
    {
        foreach (var (path, text) in files)
        {
            var full = folder[Path.Combine("documents", path)];
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            await File.WriteAllTextAsync(full, text, TestContext.Current.CancellationToken);
        }

        return await DomainTexts.ReadFolderAsync(folder["documents"], Domain, TimeProvider.System, TestContext.Current.CancellationToken);
    }

    public static string WriteLines(TemporaryFolder folder, params string[] lines)
    {
        var path = folder["notes.jsonl"];
        File.WriteAllLines(path, lines);
        return path;
    }
}
