// Asks the gateway one question with the official OpenAI client: dotnet run --project samples/clients/dotnet [question].
using System.ClientModel;
using OpenAI;
using OpenAI.Chat;

var question = args.Length > 0 ? string.Join(' ', args) : "How high is the deductible of Oplestead Home Cover?";
var client = new ChatClient(
    "auto",
    new ApiKeyCredential(Required("OPENAI_API_KEY")),
    new OpenAIClientOptions { Endpoint = new Uri(Required("OPENAI_BASE_URL")) });

ChatCompletion answer = await client.CompleteChatAsync(new UserChatMessage(question));
Console.WriteLine(answer.Content[0].Text);
foreach (var annotation in answer.Annotations)
    Console.WriteLine($"  cited: {annotation.WebResourceTitle} <{annotation.WebResourceUri}>");

Console.WriteLine("\nThe same, streamed:");
await foreach (var update in client.CompleteChatStreamingAsync(new UserChatMessage(question)))
{
    foreach (var part in update.ContentUpdate)
        Console.Write(part.Text);
}
Console.WriteLine();

static string Required(string name) =>
    Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
        ? value
        : throw new InvalidOperationException($"set {name}, e.g. OPENAI_BASE_URL=http://127.0.0.1:5080/v1");
