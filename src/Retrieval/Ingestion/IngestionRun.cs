using System.Security.Cryptography;
using Retrieval.Parsing;
using Retrieval.Stores;

namespace Retrieval.Ingestion;

/// <summary>
/// One pass over a folder: compares each file with the store by its hash, reads what differs without any lock, and writes it in
/// steps. A pass that is broken off has written whole steps, and the next one goes on behind them.
/// </summary>
internal sealed class IngestionRun
{
    private readonly DocumentStore _store;
    private readonly string _domain;
    private readonly Dictionary<string, string> _missing;
    private readonly List<FailedFile> _failed;
    private readonly List<PreparedDocument> _step = [];
    private long _stepBytes;
    private int _added;
    private int _updated;
    private int _unchanged;
    private int _removed;

    public IngestionRun(DocumentStore store, string domain, IEnumerable<FailedFile> failed)
    {
        (_store, _domain, _failed) = (store, domain, [.. failed]);
        using var writer = store.BeginWrite();
        _missing = writer.HashesOf(domain)
            .Where(known => UploadedPath.FileId(known.Key[(domain.Length + 1)..]) is null) // Those came by another way, and go by it.
            .ToDictionary();
    }

    public void Add(string relative, string full)
    {
        try
        {
            if (UploadedPath.FileId(relative) is not null)
            {
                throw new DocumentFormatException("its folder is named like an uploaded file; rename the folder.");
            }

            DocumentReader.CheckSize(new FileInfo(full).Length, relative);
            Compare(relative, File.ReadAllBytes(full));
        }
        catch (Exception problem) when (problem is DocumentFormatException or IOException or UnauthorizedAccessException)
        {
            _failed.Add(new FailedFile(relative, problem.Message));
        }
    }

    /// <summary>Writes the last step, and removes the documents whose file was not seen, or was seen and could not be read.</summary>
    public IngestionReport Finish()
    {
        WriteStep([.. _missing.Keys]);
        return new IngestionReport(_added, _updated, _unchanged, _removed, _failed);
    }

    private void Compare(string relative, byte[] bytes)
    {
        var id = $"{_domain}/{relative}";
        var known = _missing.TryGetValue(id, out var before);
        if (known && before == Convert.ToHexStringLower(SHA256.HashData(bytes)))
        {
            _unchanged++;
        }
        else
        {
            var prepared = DocumentPreparation.Prepare(new IncomingDocument(_domain, relative, bytes));
            _step.Add(prepared);
            _stepBytes += prepared.TextBytes;
            _ = known ? _updated++ : _added++;
        }

        _missing.Remove(id);
        if (_step.Count >= Ingestor.StepFiles || _stepBytes >= Ingestor.StepBytes)
        {
            WriteStep([]);
        }
    }

    private void WriteStep(IReadOnlyCollection<string> removed)
    {
        if (_step.Count + removed.Count > 0)
        {
            using var writer = _store.BeginWrite();
            _step.ForEach(document => writer.Put(document.Document, document.Text, document.Chunks));
            _removed += removed.Count(writer.Remove);
            Completion.Write(writer, [_domain]);
            writer.Commit();
        }

        _step.Clear();
        _stepBytes = 0;
    }
}
