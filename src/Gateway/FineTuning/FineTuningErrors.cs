using Protocol.Errors;
using State.Jobs;

namespace Gateway.FineTuning;

/// <summary>What a client is told about jobs that are not taken or are not there.</summary>
internal static class FineTuningErrors
{
    /// <summary>No such job, or none of this caller's tenant: the two look alike.</summary>
    public static ApiError NotFound(string id) => new(404, $"Could not find fine tune: {id}", ErrorTypes.InvalidRequest, "fine_tuning_job_id", "fine_tune_not_found");

    /// <summary>There is nothing to call off any more.</summary>
    public static ApiError IsOver(Job job) => ApiError.InvalidRequest($"Job has already {job.Status.ToString().ToLowerInvariant()}; only a job that waits or runs can be cancelled.", "fine_tuning_job_id", "job_is_over");

    /// <summary>A file that is not there, is another key's, or was uploaded for something else.</summary>
    public static ApiError FileNotFound(string parameter, string file) =>
        ApiError.InvalidRequest($"Invalid file '{file}' for '{parameter}': expected the id of a file that was uploaded with the purpose 'fine-tune'. POST /v1/files uploads one.", parameter, "invalid_file");

    /// <summary>A domain that is not there, or that the key may not use.</summary>
    public static ApiError DomainNotFound(string domain) =>
        ApiError.InvalidRequest($"There is no domain '{domain}' that this key may use. The models 'auto/<domain>' of GET /v1/models name those there are.", "training_file", "invalid_file");

    /// <summary>A job needs a name for what it makes.</summary>
    public static ApiError NoName() =>
        ApiError.InvalidRequest($"A training from '{TrainedModel.FromNothing}' needs a 'suffix': the name of the new expert.", "suffix", "missing_required_parameter");

    /// <summary>The suffix cannot be the name of an expert.</summary>
    public static ApiError WrongName(string why) => ApiError.InvalidRequest($"The suffix names the new expert, and cannot do so: {why}", "suffix", "invalid_value");
}
