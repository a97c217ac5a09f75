using System.Security.Cryptography;
using Retrieval.Parsing;
using Retrieval.Stores;

namespace Retrieval.Ingestion;

/// <summary>One pass over a folder: compares each file with the store by its hash and writes what differs.</summary>
internal sealed class IngestionRun(StoreWriter writer, string domain, IEnumerable<FailedFile> failed)
{
    private readonly Dictionary<string, string> _missing = writer.HashesOf(domain)
        .Where(known => UploadedPath.FileId(known.Key[(domain.Length + 1)..]) is null) // Those came by another way, and go by it.
        .ToDictionary();
    private readonly List<FailedFile> _failed = [.. failed];
    private int _added;
    private int _updated;
    private int _unchanged;
    private int _removed;

    public bool Changed => _added + _updated + _removed > 0;

    public void Add(string relative, string full)
    {
        try
        {
            if (UploadedPath.FileId(relative) is not null)
            {
                throw new DocumentFormatException("its folder is named like an uploaded file; rename the folder.");
            }

            Compare(relative, Read(relative, full));
        }
        catch (Exception problem) when (problem is DocumentFormatException or IOException or UnauthorizedAccessException)
        {
            _failed.Add(new FailedFile(relative, problem.Message));
        }
    }

    /// <summary>Removes the documents whose file was not seen, or was seen and could not be read.</summary>
    public void RemoveMissing()
    {
        foreach (var id in _missing.Keys)
        {
            writer.Remove(id);
            _removed++;
        }
    }

    public IngestionReport Report() => new(_added, _updated, _unchanged, _removed, _failed);

    private static byte[] Read(string relative, string full)
    {
        DocumentReader.CheckSize(new FileInfo(full).Length, relative);
        return File.ReadAllBytes(full);
    }

    private void Compare(string relative, byte[] bytes)
    {
        var id = $"{domain}/{relative}";
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var known = _missing.TryGetValue(id, out var before);
        if (known && before == hash)
        {
            _unchanged++;
        }
        else
        {
            var prepared = DocumentIntake.Prepare(new IntakeFile(domain, relative, bytes));
            writer.Put(prepared.Document, prepared.Text, prepared.Chunks);
            _ = known ? _updated++ : _added++;
        }

        _missing.Remove(id);
    }
}
