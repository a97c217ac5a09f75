using System.Text;
using LanguageModels.Sessions;
using Terminal.Output;
using Trainer.Commands;

NativeTelemetry.Disable(); // before anything can load ONNX Runtime, which would call home
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
var screen = new Screen(Console.Out, Console.Error, !Console.IsOutputRedirected, !Console.IsErrorRedirected);
return await new TrainerCommands(screen, TimeProvider.System).RunAsync(args, CancellationToken.None);
