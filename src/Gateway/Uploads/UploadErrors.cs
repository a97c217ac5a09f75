using Protocol.Errors;
using State.Files;

namespace Gateway.Uploads;

/// <summary>What a client is told about files that were not taken or are not there.</summary>
internal static class UploadErrors
{
    /// <summary>No such file, or none that this key may see: the two look alike.</summary>
    public static ApiError NotFound(string id) => new(404, $"No such File object: {id}", ErrorTypes.InvalidRequest, "id", null);

    /// <summary>One file was too large.</summary>
    public static ApiError TooLarge(FileStoreLimits limits) =>
        new(413, $"The file is larger than {limits.MaxFileBytes} bytes, the limit of this server. Split it.", ErrorTypes.InvalidRequest, "file", "file_too_large");

    /// <summary>Why the store did not take a file.</summary>
    public static ApiError Of(FileRefusal refusal, FileStoreLimits limits) => refusal switch
    {
        FileRefusal.TooLarge => TooLarge(limits),
        FileRefusal.StoreFull => new ApiError(413, $"All files together would be larger than {limits.MaxTotalBytes} bytes, the limit of this server. Delete files that are no longer needed.", ErrorTypes.InvalidRequest, "file", "storage_limit_exceeded"),
        FileRefusal.Empty or FileRefusal.None or _ => ApiError.InvalidRequest("The file is empty. Expected at least one byte.", "file", "empty_file"),
    };
}
