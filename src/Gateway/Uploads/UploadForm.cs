using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Protocol.Errors;
using State.Files;

namespace Gateway.Uploads;

/// <summary>
/// The form of an upload (RFC 7578). Its file goes to disk as it comes; clients may send the other fields before or after it.
/// </summary>
internal sealed class UploadForm : IDisposable
{
    private const string FileField = "file";
    private const int MaxFields = 16;
    private const int MaxFieldBytes = 4096;
    private const int MaxBoundary = 200; // RFC 2046 section 5.1.1 allows 70.

    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);

    /// <summary>The bytes of the file; null when the form had none.</summary>
    public IncomingFile? File { get; private set; }

    /// <summary>The name of the file as the client wrote it.</summary>
    public string FileName { get; private set; } = "";

    /// <summary>The other fields.</summary>
    public IReadOnlyDictionary<string, string> Fields => _fields;

    /// <summary>Reads a request's form; the error when it is none.</summary>
    /// <exception cref="BadHttpRequestException">The body is too large or broke off.</exception>
    /// <exception cref="FileStoreException">The disk takes no file.</exception>
    public static async ValueTask<(UploadForm Form, ApiError? Error)> ReadAsync(HttpContext context, FileStore files)
    {
        var form = new UploadForm();
        if (BoundaryOf(context.Request) is not { } boundary)
        {
            var found = context.Request.ContentType is { } type ? $"'{type}'" : "none";
            return (form, new ApiError(415, $"Expected Content-Type multipart/form-data with a boundary, found {found}.", ErrorTypes.InvalidRequest, null, "unsupported_media_type"));
        }

        try
        {
            var reader = new MultipartReader(boundary, context.Request.Body);
            return (form, await form.ReadSectionsAsync(reader, files, context.RequestAborted));
        }
        catch (Exception broken) when (broken is InvalidDataException || (broken is IOException and not BadHttpRequestException && !context.RequestAborted.IsCancellationRequested))
        {
            return (form, ApiError.InvalidRequest("The body is not well-formed multipart/form-data: it ends early, or a header is too long. Send the form again.", null));
        }
        catch
        {
            form.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => File?.Dispose();

    private static string? BoundaryOf(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        return HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 and <= MaxBoundary } boundary ? boundary : null;
    }

    private async ValueTask<ApiError?> ReadSectionsAsync(MultipartReader reader, FileStore files, CancellationToken cancellationToken)
    {
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            if (await ReadSectionAsync(section, files, cancellationToken) is { } error)
            {
                return error;
            }
        }

        return null;
    }

    private async ValueTask<ApiError?> ReadSectionAsync(MultipartSection section, FileStore files, CancellationToken cancellationToken)
    {
        if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition) || HeaderUtilities.RemoveQuotes(disposition.Name).Value is not { Length: > 0 } name)
        {
            return ApiError.InvalidRequest("A part of the form has no name. Expected Content-Disposition: form-data; name=\"...\".", null);
        }

        if (name != FileField)
        {
            return await ReadFieldAsync(name, section, cancellationToken);
        }

        if (File is not null)
        {
            return ApiError.InvalidRequest("The form has two files. Upload each with a request of its own.", FileField);
        }

        FileName = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value ?? "";
        File = await files.ReceiveAsync(section.Body, cancellationToken);
        return File.Size > files.Limits.MaxFileBytes ? UploadErrors.TooLarge(files.Limits) : null;
    }

    private async ValueTask<ApiError?> ReadFieldAsync(string name, MultipartSection section, CancellationToken cancellationToken)
    {
        var bytes = new byte[MaxFieldBytes + 1];
        var length = await section.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        if (length > MaxFieldBytes || _fields.Count >= MaxFields)
        {
            return ApiError.InvalidRequest($"The form is too large: expected at most {MaxFields} fields of at most {MaxFieldBytes} bytes beside the file.", name.Length <= 64 ? name : null);
        }

        _fields[name] = System.Text.Encoding.UTF8.GetString(bytes, 0, length);
        return null;
    }
}
