using Retrieval.Chunking;
using Retrieval.Documents;
using Retrieval.Ingestion;
using State.Files;
using State.VectorStores;

namespace Gateway.Library;

/// <summary>
/// What is in vector stores: the catalogue and the documents are changed together here, one change at a time, so that a file that is
/// taken out is gone when the call returns, also when it is just being read.
/// </summary>
internal sealed class StoreShelf(VectorStoreCatalogue catalogue, FileStore files, DocumentIntake intake, DomainDirectory directory) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1);

    /// <summary>Reads one file, without any lock; what comes of it is written by <see cref="WriteAsync"/>.</summary>
    public async Task<ReadFile> ReadAsync(StoreFile file, CancellationToken cancellationToken)
    {
        if (catalogue.Find(file.StoreId) is not { } store || files.Find(file.FileId) is not { } stored)
        {
            return ReadFile.Failed(file, "invalid_file", "The file was deleted before it was read.");
        }

        var path = UploadedPath.Of(stored.Id, stored.Name);
        if (DocumentPreparation.Refusal(path, stored.Size) is { } refusal)
        {
            return ReadFile.Failed(file, refusal);
        }

        var bytes = new byte[stored.Size];
        await using (var content = files.OpenRead(stored))
        {
            await content.ReadExactlyAsync(bytes, cancellationToken);
        }

        var asked = new IncomingDocument(store.Domain, path, bytes)
        {
            Attributes = StoreAttributes.Read(file.Attributes),
            Labels = store.Metadata.TryGetValue(AccessLabels.Key, out var labels) ? AccessLabels.Parse(labels) : [],
            ChunkSize = file is { ChunkTokens: { } tokens, ChunkOverlapTokens: { } overlap } ? ChunkSize.OfTokens(tokens, overlap) : ChunkSize.Usual,
        };
        return DocumentPreparation.TryPrepare(asked, out var prepared, out var failure) ? ReadFile.Prepared(file, prepared) : ReadFile.Failed(file, failure);
    }

    /// <summary>Makes read files visible together, and notes those that failed. Files that were taken out meanwhile are left out.</summary>
    public async Task WriteAsync(IReadOnlyList<ReadFile> read, CancellationToken cancellationToken)
    {
        using var held = await HoldAsync(cancellationToken);
        var present = read.Where(one => catalogue.FindFile(one.File.StoreId, one.File.FileId) is { Status: StoreFileStatus.InProgress } now && now.Sequence == one.File.Sequence).ToList();
        await intake.PutAsync([.. present.Select(one => one.Document).OfType<PreparedDocument>()], cancellationToken);
        foreach (var one in present)
        {
            _ = one.Document is { } document
                ? catalogue.Complete(one.File, document.TextBytes)
                : catalogue.Fail(one.File, one.ErrorCode ?? "server_error", one.ErrorMessage ?? "The file could not be read.");
        }
    }

    /// <summary>Gives a file other attributes: it is read again, and found by the new ones when the call returns. False when it is not in the store.</summary>
    public async Task<bool> DescribeAsync(VectorStore store, string fileId, string attributes, CancellationToken cancellationToken)
    {
        if (!catalogue.SetAttributes(store.Id, fileId, attributes) || catalogue.FindFile(store.Id, fileId) is not { } file)
        {
            return false;
        }

        if (file.Status == StoreFileStatus.Completed)
        {
            var read = await ReadAsync(file, cancellationToken);
            using var held = await HoldAsync(cancellationToken);
            if (read.Document is { } document && catalogue.FindFile(store.Id, fileId)?.Sequence == file.Sequence)
            {
                await intake.PutAsync((PreparedDocument[])[document], cancellationToken);
            }
        }

        return true;
    }

    /// <summary>Takes a file out of a store; false when it is not in it.</summary>
    public async Task<bool> DetachAsync(VectorStore store, string fileId, CancellationToken cancellationToken)
    {
        using var held = await HoldAsync(cancellationToken);
        var isDetached = catalogue.Detach(store.Id, fileId);
        await RemoveDocumentsAsync(store.Domain, fileId, cancellationToken);
        return isDetached;
    }

    /// <summary>Deletes a file, in all stores and itself; false when there is none.</summary>
    public async Task<bool> DeleteFileAsync(string fileId, CancellationToken cancellationToken)
    {
        using var held = await HoldAsync(cancellationToken);
        foreach (var place in catalogue.PlacesOf(fileId))
        {
            if (catalogue.Find(place.StoreId) is { } store)
            {
                await RemoveDocumentsAsync(store.Domain, fileId, cancellationToken);
            }

            catalogue.Detach(place.StoreId, fileId);
        }

        return files.Delete(fileId);
    }

    /// <summary>Deletes a store with all its documents; its files stay. False when there is none.</summary>
    public async Task<bool> DeleteStoreAsync(VectorStore store, CancellationToken cancellationToken)
    {
        using var held = await HoldAsync(cancellationToken);
        await intake.RemoveDomainAsync(store.Domain, cancellationToken);
        var isDeleted = catalogue.Delete(store.Id);
        directory.Refresh();
        return isDeleted;
    }

    /// <summary>Empties a store whose time is over; it stays as an expired one.</summary>
    public async Task EmptyAsync(VectorStore store, CancellationToken cancellationToken)
    {
        using var held = await HoldAsync(cancellationToken);
        await intake.RemoveDomainAsync(store.Domain, cancellationToken);
        foreach (var file in catalogue.ListFiles(new StoreFileQuery(store.Id, int.MaxValue)))
        {
            catalogue.Detach(store.Id, file.FileId);
        }

        directory.Refresh();
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private Task RemoveDocumentsAsync(string domain, string fileId, CancellationToken cancellationToken) =>
        intake.RemoveAsync(intake.IdsOf(domain, fileId), cancellationToken);

    private async Task<IDisposable> HoldAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        return new Hold(_gate);
    }

    private sealed class Hold(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
