using System.CommandLine;
using Terminal.Output;
using Terminal.Place;

namespace Cli.Asking;

/// <summary>
/// <c>ask</c>: a question to an expert of this installation, or to a running gateway. The answer goes to standard output as it
/// is written, everything said about it elsewhere.
/// </summary>
internal static class AskCommand
{
    /// <summary>Where the application key comes from: on a command line other users of the machine could read it.</summary>
    private const string KeyVariable = "GATEWAY_KEY";

    public static Command Build(Screen screen, DataOption data, TimeProvider time)
    {
        var model = new Argument<string>("model") { Description = "An expert's name, or name@version; with --gateway any model id." };
        var question = new Argument<string[]>("question") { Description = "What to ask.", Arity = ArgumentArity.OneOrMore };
        var gateway = new Option<Uri?>("--gateway") { Description = $"Ask a running gateway, such as http://127.0.0.1:8080; its key is read from {KeyVariable}." };
        var temperature = new Option<float>("--temperature") { Description = "0 takes the likeliest token always, up to 2. Default 0.", DefaultValueFactory = _ => 0 };
        var tokens = new Option<int>("--max-tokens") { Description = "Most tokens of the answer. Default 512.", DefaultValueFactory = _ => 512 };
        var command = new Command("ask", "Ask a local model, or a running gateway.") { model, question, gateway, temperature, tokens };
        command.SetAction((parsed, cancellationToken) =>
        {
            var asked = new Question(parsed.GetRequiredValue(model), string.Join(' ', parsed.GetRequiredValue(question)), parsed.GetValue(temperature), parsed.GetValue(tokens));
            asked.Check();
            return parsed.GetValue(gateway) is { } address
                ? RemoteAnswer.WriteAsync(screen, address, Environment.GetEnvironmentVariable(KeyVariable), asked, cancellationToken)
                : LocalAnswer.WriteAsync(screen, data.Existing(parsed).RegistryFolder, asked, time, cancellationToken);
        });
        return command;
    }
}
