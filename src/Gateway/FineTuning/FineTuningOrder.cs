using System.Security.Cryptography;
using Gateway.Access;
using Gateway.Endpoints;
using Gateway.LocalModels;
using Gateway.Uploads;
using Protocol.Errors;
using Protocol.FineTuning;
using Retrieval.Stores;
using State.Files;
using State.Jobs;

namespace Gateway.FineTuning;

/// <summary>
/// Turns a request into a job: the model must be one that the caller may use, the files its own. The training file is an uploaded
/// JSONL file (<c>messages</c> with a user's question and an assistant's note, or <c>wordings</c> and <c>note</c>), or
/// <c>domain:&lt;name&gt;</c> for the documents of a domain.
/// </summary>
internal sealed class FineTuningOrder(ModelAccess access, FileStore files, DocumentStore documents)
{
    /// <summary>Begins a training file that is a domain.</summary>
    public const string DomainPrefix = "domain:";

    /// <summary>The job; the error when it cannot be one.</summary>
    public (JobDraft? Draft, ApiError? Error) Read(Caller caller, FineTuningRequest request)
    {
        var (expert, flaw) = TrainedModel.NameOf(request.Model, request.Suffix);
        var error = ModelFlaw(caller, request.Model) ?? flaw ?? TrainingFlaw(caller, request.TrainingFile) ?? FileFlaw(caller, "validation_file", request.ValidationFile);
        return error is not null ? (null, error) : (new JobDraft
        {
            Owner = caller.ToOwner(),
            Model = request.Model,
            Expert = expert,
            TrainingFile = request.TrainingFile,
            ValidationFile = request.ValidationFile,
            Suffix = request.Suffix,
            Seed = request.Seed ?? RandomNumberGenerator.GetInt32(int.MaxValue),
            Settings = new JobSettings(request.Epochs, request.BatchSize, request.RateMultiplier),
            Metadata = request.Metadata,
        }, null);
    }

    /// <summary>Whether there are uploaded files to check before the training.</summary>
    public static bool HasFiles(JobDraft draft) => !IsDomain(draft.TrainingFile) || draft.ValidationFile is not null;

    private ApiError? ModelFlaw(Caller caller, string model) => model == TrainedModel.FromNothing ? null
        : ExpertName.TryParse(model, out _) ? access.Refusal(caller, model)
        : ApiError.ModelNotFound(model);

    private ApiError? TrainingFlaw(Caller caller, string file)
    {
        if (!IsDomain(file))
        {
            return FileFlaw(caller, "training_file", file);
        }

        var domain = file[DomainPrefix.Length..];
        return caller.Key.MayUseDomain(domain) && documents.Domains.Contains(domain) ? null : FineTuningErrors.DomainNotFound(domain);
    }

    private ApiError? FileFlaw(Caller caller, string parameter, string? file) =>
        file is null || files.FindFor(caller, file) is { Purpose: FilePurposes.FineTune } ? null : FineTuningErrors.FileNotFound(parameter, file);

    private static bool IsDomain(string file) => file.StartsWith(DomainPrefix, StringComparison.Ordinal);
}
