using Experts.Registry;
using Gateway.LocalModels;
using Protocol.Errors;

namespace Gateway.FineTuning;

/// <summary>
/// What a job starts from and what it makes. <c>expert/&lt;name&gt;</c> goes on from an expert: without a suffix it becomes a new
/// version of it, with one a new expert of that name. <c>scratch</c> trains a new expert from nothing.
/// </summary>
internal static class TrainedModel
{
    /// <summary>The model of a job that starts from nothing.</summary>
    public const string FromNothing = "scratch";

    /// <summary>The name of the expert that a job makes; the error when it cannot be made.</summary>
    public static (string Expert, ApiError? Error) NameOf(string model, string? suffix)
    {
        if (suffix is not null)
        {
            return (suffix, NameFlaw(suffix));
        }

        return ExpertName.TryParse(model, out var expert) ? (expert.Name, null) : ("", FineTuningErrors.NoName());
    }

    private static ApiError? NameFlaw(string suffix)
    {
        try
        {
            ExpertRegistry.CheckName(suffix);
            return null;
        }
        catch (ArgumentException flaw)
        {
            return FineTuningErrors.WrongName(flaw.Message.Split(" (Parameter", 2)[0]);
        }
    }
}
