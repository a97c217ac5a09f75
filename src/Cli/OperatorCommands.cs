using System.CommandLine;
using Audit.Log;
using Cli.Asking;
using Cli.Ingestion;
using Cli.Evaluation;
using Cli.Keys;
using Cli.Models;
using Terminal.Output;
using Terminal.Place;
using Cli.Records;
using Experts.Generation;
using Experts.Serving;
using LanguageModels.Importing;
using LanguageModels.Sessions;
using LanguageModels.Templates;
using State.Keys;

namespace Cli;

/// <summary>All commands, and what every one of them does about a problem.</summary>
internal sealed class OperatorCommands
{
    private readonly Screen _screen;
    private readonly RootCommand _root;

    public OperatorCommands(Screen screen, TimeProvider time)
    {
        _screen = screen;
        var data = new DataOption();
        _root = new RootCommand("Operates a gateway from the shell. Exit codes: 0 done, 1 something wrong was found, 2 could not run.")
        {
            KeysCommand.Build(screen, data, time),
            IngestCommand.Build(screen, data, time),
            AuditCommand.Build(screen, data),
            ModelsCommand.Build(screen, data, time),
            AskCommand.Build(screen, data, time),
            EvaluateCommand.Build(screen, data, time),
        };
        _root.Options.Add(data.Option);
    }

    /// <summary>Runs one command line.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        ParseResult parsed = _root.Parse(arguments);
        var invocation = new InvocationConfiguration
        {
            Output = parsed.Errors.Count > 0 ? _screen.Error : _screen.Output,
            Error = _screen.Error,
            EnableDefaultExceptionHandler = false,
        };
        try
        {
            int code = await parsed.InvokeAsync(invocation, cancellationToken);
            return parsed.Errors.Count > 0 ? ExitCode.CannotRun : code;
        }
        catch (OperationCanceledException)
        {
            _screen.WriteRemark("Cancelled; nothing was changed.");
            return ExitCode.CannotRun;
        }
        catch (Exception problem) when (IsForOperator(problem))
        {
            _screen.WriteRemark(problem.Message);
            return ExitCode.CannotRun;
        }
    }

    /// <summary>Whether a message was written for the operator; any other exception is a defect and shows its stack.</summary>
    private static bool IsForOperator(Exception problem) =>
        problem is CommandException or KeyStoreException or AuditUnavailableException or ImportException or ArgumentException
            or ModelFolderException or ModelTrialException or ContextOverflowException or TemplateException or IOException or UnauthorizedAccessException or InvalidDataException or System.Data.Common.DbException;
}
