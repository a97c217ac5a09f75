using Audit.Log;
using Gateway.Hosting;
using LanguageModels.Sessions;
using Microsoft.Data.Sqlite;
using State.Keys;

NativeTelemetry.Disable(); // before anything can load ONNX Runtime, which would call home
try
{
    await GatewayProgram.RunAsync(args);
    return 0;
}
catch (Exception exception) when (exception is SettingsException or IOException or InvalidDataException or UnauthorizedAccessException
    or KeyStoreException or AuditUnavailableException or SqliteException)
{
    // What an operator can mend is told without a stack trace.
    await Console.Error.WriteLineAsync("The gateway did not start.");
    await Console.Error.WriteLineAsync(exception.Message);
    if (exception.InnerException is { } cause && !exception.Message.Contains(cause.Message, StringComparison.Ordinal))
        await Console.Error.WriteLineAsync(cause.Message);
    return 2;
}
