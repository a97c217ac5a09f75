using System.Globalization;
using Protocol.Errors;
using State.Files;

namespace Gateway.Uploads;

/// <summary>Checks the fields of an upload against OpenAI's <c>CreateFileRequest</c>.</summary>
internal static class UploadRules
{
    private const string Purpose = "purpose";
    private const string Anchor = "expires_after[anchor]";
    private const string Seconds = "expires_after[seconds]";
    private const int LeastSeconds = 3600;
    private const int MostSeconds = 2_592_000;

    /// <summary>What is wrong with the form; null when it can be kept.</summary>
    public static ApiError? Check(UploadForm form)
    {
        if (form.File is null)
        {
            return ApiError.InvalidRequest("Missing required parameter: 'file'.", "file", "missing_required_parameter");
        }

        if (form.Fields.Keys.FirstOrDefault(name => name is not (Purpose or Anchor or Seconds)) is { } unknown)
        {
            return ApiError.InvalidRequest($"Unknown parameter: '{unknown}'.", unknown, "unknown_parameter");
        }

        if (!form.Fields.TryGetValue(Purpose, out var purpose))
        {
            return ApiError.InvalidRequest("Missing required parameter: 'purpose'.", Purpose, "missing_required_parameter");
        }

        if (!FilePurposes.Uploadable.Contains(purpose))
        {
            return ApiError.InvalidRequest($"'{purpose}' is not one of [{string.Join(", ", FilePurposes.Uploadable.Order().Select(name => $"'{name}'"))}] - 'purpose'", Purpose, "invalid_value");
        }

        return CheckLifetime(form.Fields);
    }

    /// <summary>The lifetime of a form that was checked; null when the file stays.</summary>
    public static TimeSpan? Lifetime(UploadForm form) =>
        form.Fields.TryGetValue(Seconds, out var seconds) ? TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture)) : null;

    private static ApiError? CheckLifetime(IReadOnlyDictionary<string, string> fields)
    {
        var (anchor, seconds) = (fields.GetValueOrDefault(Anchor), fields.GetValueOrDefault(Seconds));
        if (anchor is null && seconds is null)
        {
            return null;
        }

        if (anchor != "created_at")
        {
            return ApiError.InvalidRequest($"Invalid value: '{anchor}'. Supported values are: 'created_at'.", "expires_after.anchor", "invalid_value");
        }

        return int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= LeastSeconds and <= MostSeconds
            ? null
            : ApiError.InvalidRequest($"Invalid 'expires_after.seconds': expected a whole number of {LeastSeconds} to {MostSeconds}, found '{seconds}'.", "expires_after.seconds", "invalid_value");
    }
}
