using Gateway.Hosting;
using State.Keys;

try
{
    await GatewayProgram.RunAsync(args);
    return 0;
}
catch (Exception exception) when (exception is SettingsException or IOException or InvalidDataException or KeyStoreException)
{
    // What an operator can mend is told without a stack trace.
    await Console.Error.WriteLineAsync("The gateway did not start.");
    await Console.Error.WriteLineAsync(exception.Message);
    return 2;
}
