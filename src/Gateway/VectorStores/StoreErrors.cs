using Protocol.Errors;

namespace Gateway.VectorStores;

/// <summary>What a client is told about vector stores, their files and batches.</summary>
internal static class StoreErrors
{
    /// <summary>No such store, or none that this key may see: the two look alike.</summary>
    public static ApiError NoStore(string id) => NotFound($"Vector store with id '{id}' not found.", "vector_store_id");

    /// <summary>The file is not in the store, or the key may not see it.</summary>
    public static ApiError NoFile(string storeId, string fileId) => NotFound($"No file found with id '{fileId}' in vector store '{storeId}'.", "file_id");

    /// <summary>The store has no such batch.</summary>
    public static ApiError NoBatch(string storeId, string batchId) => NotFound($"No file batch found with id '{batchId}' in vector store '{storeId}'.", "batch_id");

    /// <summary>A file that is to be put into a store is not there, or is another key's.</summary>
    public static ApiError NoUpload(string fileId, string param) => NotFound($"No such File object: {fileId}", param);

    /// <summary>The caller may look at the store and not change it.</summary>
    public static ApiError Closed(string storeId) => ApiError.PermissionDenied(
        $"The vector store '{storeId}' can be changed by the key that made it and by administrators of its tenant; one that was read from a folder by administrators of the installation.", "vector_store_id");

    /// <summary>The document lies in a folder, which would bring it back.</summary>
    public static ApiError InFolder(string fileId) => ApiError.InvalidRequest(
        $"'{fileId}' was read from a folder of the installation. Remove it there and ingest the folder again.", "file_id", "file_in_folder");

    /// <summary>The store's time is over.</summary>
    public static ApiError Expired(string storeId) => ApiError.InvalidRequest($"The vector store '{storeId}' has expired; make a new one.", "vector_store_id", "vector_store_expired");

    /// <summary>Too many files wait to be read.</summary>
    public static ApiError Busy(int waiting) => ApiError.RateLimited($"{waiting} files wait to be read, as many as this server takes. Try again when some are done.");

    private static ApiError NotFound(string message, string param) => new(404, message, ErrorTypes.InvalidRequest, param, null);
}
