using System.Security.Cryptography;
using Retrieval.Chunking;
using Retrieval.Documents;
using Retrieval.Parsing;
using Retrieval.Stores;

namespace Retrieval.Ingestion;

/// <summary>One pass over a folder: compares each file with the store by its hash and writes what differs.</summary>
internal sealed class IngestionRun(StoreWriter writer, string domain, IEnumerable<FailedFile> failed)
{
    private readonly Dictionary<string, string> _missing = writer.HashesOf(domain);
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
            Compare(relative, Read(full));
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

    private static byte[] Read(string full)
    {
        var length = new FileInfo(full).Length;
        return length switch
        {
            0 => throw new DocumentFormatException("the file is empty."),
            > ParsingLimits.MaxFileBytes => throw new DocumentFormatException(
                $"expected at most {ParsingLimits.MaxFileBytes} bytes, found {length}; split the file."),
            _ => File.ReadAllBytes(full),
        };
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
            Put(id, relative, hash, DocumentReader.Read(bytes, relative));
            _ = known ? _updated++ : _added++;
        }

        _missing.Remove(id);
    }

    private void Put(string id, string relative, string hash, ParsedDocument parsed)
    {
        var document = new Document(
            id,
            domain,
            parsed.Title,
            relative,
            DocumentReader.MediaType(relative) ?? "text/plain",
            parsed.Date,
            parsed.Version,
            parsed.Supersedes,
            hash)
        {
            EffectiveTo = parsed.EffectiveTo,
            Rights = parsed.Rights,
        };
        writer.Put(document, parsed.Text, Chunker.Cut(parsed));
    }
}
