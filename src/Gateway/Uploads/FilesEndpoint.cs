using System.Text.Json;
using Gateway.Access;
using Gateway.Endpoints;
using Gateway.Errors;
using Gateway.Library;
using Gateway.Recording;
using Microsoft.AspNetCore.Http.Features;
using Protocol.Files;
using Protocol.Lists;
using State.Files;
using State.Keys;

namespace Gateway.Uploads;

/// <summary><c>/v1/files</c>: uploads, their list, their bytes and their end, as OpenAI's clients know them.</summary>
internal sealed class FilesEndpoint(FileStore files, StoreShelf shelf)
{
    private const int DefaultLimit = 10_000;
    private const long FormBytes = 1024 * 1024; // what the other fields and the boundaries may take

    /// <summary><c>POST /v1/files</c>.</summary>
    public async Task CreateAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = files.Limits.MaxFileBytes + FormBytes;
        }

        var (form, error) = await UploadForm.ReadAsync(context, files);
        using (form)
        {
            if ((error ?? UploadRules.Check(form)) is { } wrong)
            {
                await ErrorAnswer.WriteAsync(context, wrong);
                return;
            }

            await KeepAsync(context, form);
        }
    }

    /// <summary><c>GET /v1/files</c>.</summary>
    public Task ListAsync(HttpContext context)
    {
        var query = context.Request.Query;
        if (!PageQueryReader.TryRead(name => query[name], DefaultLimit, DefaultLimit, out var page, out var error))
        {
            return ErrorAnswer.WriteAsync(context, error);
        }

        var caller = Caller.Of(context);
        var found = files.List(new FileQuery
        {
            Tenant = caller.Key.Tenant,
            KeyId = caller.Key.Role == Role.Admin ? null : caller.Key.Id,
            Purpose = query["purpose"] is [{ Length: > 0 } purpose] ? purpose : null,
            OldestFirst = page.OldestFirst,
            After = page.After,
            Limit = page.Limit + 1,
        });
        var answer = ObjectPage<FileObject>.Of([.. found.Select(Shown)], page.Limit, file => file.Id);
        return JsonAnswer.WriteAsync(context, JsonSerializer.SerializeToUtf8Bytes(answer, FileJson.Default.ObjectPageFileObject));
    }

    /// <summary><c>GET /v1/files/{id}</c>.</summary>
    public Task GetAsync(HttpContext context) => Find(context) is { } file
        ? AnswerAsync(context, file)
        : ErrorAnswer.WriteAsync(context, UploadErrors.NotFound(IdOf(context)));

    /// <summary><c>GET /v1/files/{id}/content</c>: the bytes as they came.</summary>
    public async Task ContentAsync(HttpContext context)
    {
        if (Find(context) is not { } file)
        {
            await ErrorAnswer.WriteAsync(context, UploadErrors.NotFound(IdOf(context)));
            return;
        }

        await using var content = files.OpenRead(file);
        var response = context.Response;
        response.ContentType = "application/octet-stream"; // Never what the client said: nothing that was uploaded is shown by a browser.
        response.ContentLength = file.Size;
        response.Headers.ContentDisposition = $"attachment; filename*=UTF-8''{Uri.EscapeDataString(file.Name)}";
        response.Headers.XContentTypeOptions = "nosniff";
        await content.CopyToAsync(response.Body, context.RequestAborted);
    }

    /// <summary><c>DELETE /v1/files/{id}</c>: the file is gone, and so is what vector stores know of it.</summary>
    public async Task DeleteAsync(HttpContext context)
    {
        // From here on it is not cut short: a client that leaves shall not leave half a deletion.
        if (Find(context) is not { } file || !await shelf.DeleteFileAsync(file.Id, CancellationToken.None))
        {
            await ErrorAnswer.WriteAsync(context, UploadErrors.NotFound(IdOf(context)));
            return;
        }

        RecordNotes.Add(context, $"Removed {file.Id} (sha256 {file.Sha256}, {file.Size} bytes).");
        await JsonAnswer.WriteAsync(context, JsonSerializer.SerializeToUtf8Bytes(new DeletedObject(file.Id, "file"), FileJson.Default.DeletedObject));
    }

    private async Task KeepAsync(HttpContext context, UploadForm form)
    {
        var draft = new FileDraft(form.FileName, form.Fields["purpose"], Caller.Of(context).ToOwner(), UploadRules.Lifetime(form));
        var upload = files.Keep(draft, form.File!); // A form that was checked has its file.
        if (upload.File is not { } file)
        {
            await ErrorAnswer.WriteAsync(context, UploadErrors.Of(upload.Refusal, files.Limits));
            return;
        }

        RecordNotes.Add(context, $"Kept {file.Id} (sha256 {file.Sha256}, {file.Size} bytes, for {file.Purpose}).");
        await AnswerAsync(context, file);
    }

    private StoredFile? Find(HttpContext context) => files.FindFor(Caller.Of(context), IdOf(context));

    private static string IdOf(HttpContext context) => (string?)context.GetRouteValue("id") ?? "";

    private static Task AnswerAsync(HttpContext context, StoredFile file) =>
        JsonAnswer.WriteAsync(context, JsonSerializer.SerializeToUtf8Bytes(Shown(file), FileJson.Default.FileObject));

    private static FileObject Shown(StoredFile file) =>
        new(file.Id, file.Size, file.CreatedAt.ToUnixTimeSeconds(), file.Name, file.Purpose, file.ExpiresAt?.ToUnixTimeSeconds());
}
