using Experts.Registry;
using LanguageModels.Importing;
using LanguageModels.Sessions;
using Trainer.Export;
using Trainer.Stages;
using Trainer.Training;

namespace Trainer.Runs;

/// <summary>Which exceptions say something to an operator; any other is a defect and shows its stack.</summary>
internal static class RunProblems
{
    public static bool AreForOperators(Exception problem) =>
        problem is RunException or StageException or DivergedException or ExportException or ImportException or ModelFolderException or RegistryException
            or IOException or UnauthorizedAccessException or InvalidDataException or ArgumentException or System.Data.Common.DbException;
}
