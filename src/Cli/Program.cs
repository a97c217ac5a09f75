using System.Text;
using Cli;
using Cli.Output;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
var screen = new Screen(Console.Out, Console.Error, !Console.IsOutputRedirected, !Console.IsErrorRedirected);
return await new OperatorCommands(screen, TimeProvider.System).RunAsync(args, CancellationToken.None);
