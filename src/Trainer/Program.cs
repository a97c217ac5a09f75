using System.Text;
using LanguageModels.Sessions;
using Trainer.Commands;

NativeTelemetry.Disable(); // before anything can load ONNX Runtime, which would call home
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return await TrainerCommands.RunAsync(args, CancellationToken.None);
