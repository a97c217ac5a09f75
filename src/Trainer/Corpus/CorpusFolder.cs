using System.Security.Cryptography;
using Trainer.Corpus.Pairing;

namespace Trainer.Corpus;

/// <summary>Writes a corpus: into a folder beside its place, flushed, and then by one rename to its hash.</summary>
internal static class CorpusFolder
{
    public static TrainingCorpus Write(
        string parent, string domain, CorpusSettings settings, DomainPairs made, IReadOnlyList<NotePair> pairs, byte[] tokenizer, byte[] shard)
    {
        (string Name, byte[] Bytes)[] files =
        [
            (TrainingCorpus.ShardFile, shard),
            (TrainingCorpus.TextsFile, CorpusLines.Texts(made.Documents)),
            (TrainingCorpus.PairsFile, CorpusLines.Pairs(pairs)),
            (TrainingCorpus.TokenizerFile, tokenizer),
        ];
        var manifest = ManifestJson.Hashed(new CorpusManifest(
            "", domain, settings, [.. made.Judged.Select(one => one.Record)],
            [.. made.Files.Select(file => new CorpusFile(file.Name, new FileInfo(file.Path).Length, file.Hash))],
            Count(pairs, made.Refusals),
            [.. files.OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => new CorpusFile(file.Name, file.Bytes.Length, Convert.ToHexStringLower(SHA256.HashData(file.Bytes))))]));
        var place = Path.Combine(Path.GetFullPath(parent), manifest.Hash);
        if (!Directory.Exists(place))
        {
            Place(place, [.. files, (ManifestJson.FileName, ManifestJson.Write(manifest))]);
        }

        return TrainingCorpus.Open(place);
    }

    private static void Place(string place, IEnumerable<(string Name, byte[] Bytes)> files)
    {
        var building = $"{place}.{Guid.NewGuid():N}.building";
        Directory.CreateDirectory(building);
        try
        {
            foreach (var (name, bytes) in files)
            {
                using var handle = File.OpenHandle(Path.Combine(building, name), FileMode.CreateNew, FileAccess.Write);
                RandomAccess.Write(handle, bytes, 0);
                RandomAccess.FlushToDisk(handle);
            }

            Directory.Move(building, place);
        }
        catch
        {
            Directory.Delete(building, recursive: true);
            throw;
        }
    }

    private static PairCounts Count(IReadOnlyList<NotePair> pairs, PairRefusals refusals)
    {
        int Known(PairOrigin origin) => pairs.Count(pair => pair.Note is not null && pair.Origin == origin);
        var known = pairs.Count(pair => pair.Note is not null);
        return new PairCounts(
            known, pairs.Count - known, pairs.Sum(pair => pair.Wordings.Count), Known(PairOrigin.Supplied), Known(PairOrigin.Rule), Known(PairOrigin.Teacher), refusals.Counts);
    }
}
