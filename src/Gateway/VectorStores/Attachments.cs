using System.Text.Json;
using Gateway.Access;
using Gateway.Library;
using Protocol.Errors;
using Protocol.VectorStores;
using State.Files;
using State.VectorStores;

namespace Gateway.VectorStores;

/// <summary>Checks files that are to be put into a store.</summary>
internal sealed class Attachments(FileStore files, VectorStoreCatalogue catalogue, LibraryOptions options, TimeProvider time)
{
    /// <summary>The files as the catalogue takes them, or why it does not.</summary>
    /// <param name="caller">Who puts them there; they must be its own.</param>
    /// <param name="storeId">The store.</param>
    /// <param name="asked">The files.</param>
    /// <param name="param">The member that names them, for errors.</param>
    /// <param name="taken">What the catalogue is given.</param>
    public ApiError? Check(Caller caller, string storeId, IReadOnlyList<AttachRequest> asked, string param, out IReadOnlyList<StoreFile> taken)
    {
        taken = [];
        if (catalogue.CountFiles(null).InProgress + asked.Count > options.MaxWaiting)
        {
            return StoreErrors.Busy(options.MaxWaiting);
        }

        var checkedFiles = new Dictionary<string, StoreFile>(StringComparer.Ordinal);
        foreach (var one in asked)
        {
            if (files.FindFor(caller, one.FileId) is null)
            {
                return StoreErrors.NoUpload(one.FileId, param);
            }

            if (one.Attributes is { } attributes && WrongAttributes(attributes) is { } wrong)
            {
                return wrong;
            }

            checkedFiles[one.FileId] = new StoreFile(storeId, one.FileId, StoreFileStatus.InProgress, time.GetUtcNow())
            {
                Attributes = one.Attributes?.GetRawText() ?? "{}",
                ChunkTokens = one.Chunking?.MaxChunkSizeTokens,
                ChunkOverlapTokens = one.Chunking?.ChunkOverlapTokens,
            };
        }

        taken = [.. checkedFiles.Values];
        return null;
    }

    /// <summary>What is wrong with attributes that mean something to the gateway; null when nothing is.</summary>
    public static ApiError? WrongAttributes(JsonElement attributes) => StoreAttributes.WrongDay(StoreAttributes.Read(attributes)) is { } wrong
        ? ApiError.InvalidRequest($"Invalid 'attributes.{wrong}': expected a day as a string, such as '2026-03-01'.", $"attributes.{wrong}", "invalid_value")
        : null;
}
