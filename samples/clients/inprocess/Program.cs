// Asks an expert without any gateway, as any .NET code talks to a model (Microsoft.Extensions.AI):
//   dotnet run --project samples/clients/inprocess -- <registry folder> <expert> [question]
// Make the expert first: dotnet run --project src/Cli -- models import <model> --name <expert>; its registry is data/registry.
using Experts.Registry;
using Experts.Serving;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;

if (args.Length < 2)
{
    Console.Error.WriteLine("Expected: <registry folder> <expert> [question]");
    return 2;
}

var registry = new ExpertRegistry(args[0], TimeProvider.System);
var loader = new ExpertLoader(registry, new ExpertLoaderSettings { Slots = 1 }, TimeProvider.System);
var options = new ExpertHostOptions { MemoryBytes = 4L << 30, BytesOf = loader.BytesOf };
await using var host = new ExpertHost(registry.Resolve, loader.LoadAsync, options, TimeProvider.System, NullLogger<ExpertHost>.Instance);

using IChatClient client = new ExpertChatClient(host, args[1]);
var question = args.Length > 2 ? string.Join(' ', args[2..]) : "What is the capital of France?";
await foreach (var update in client.GetStreamingResponseAsync(question, new ChatOptions { Temperature = 0, MaxOutputTokens = 200 }))
{
    Console.Write(update.Text);
    foreach (var usage in update.Contents.OfType<UsageContent>())
        Console.Write($"\n  ({update.ModelId}: {usage.Details.InputTokenCount} tokens read, {usage.Details.OutputTokenCount} written)\n");
}

return 0;
