using State.Keys;
using State.Locations;

namespace Gateway.Hosting;

/// <summary>What a person sees at the start: addresses, new keys, and a command to try. Goes to standard output, not to the log.</summary>
internal sealed record Banner(DataFolder Folder, IReadOnlyList<IssuedKey> NewKeys, IReadOnlyList<string> Domains, IReadOnlyList<string> Models)
{
    private const string SampleQuestion = "What is the excess of Umberwick Home Cover?";

    /// <summary>Writes the banner.</summary>
    public void Print(TextWriter output, IEnumerable<string> addresses)
    {
        var urls = addresses.ToArray();
        output.WriteLine();
        output.WriteLine($"Gateway is listening on {string.Join(", ", urls.Select(url => url + "/v1"))}");
        output.WriteLine($"  data folder  {Folder.Root}");
        output.WriteLine($"  domains      {(Domains.Count == 0 ? "none yet; see 'Cli ingest'" : string.Join(", ", Domains))}");
        output.WriteLine($"  models       {(Models.Count == 0 ? "none: answers are quoted from the documents" : string.Join(", ", Models))}");
        foreach (var issued in NewKeys)
            output.WriteLine($"  {issued.Key.Role,-5} key    {issued.Token}   (shown once; only its hash is stored)");
        output.WriteLine();
        output.WriteLine(NewKeys.Any(issued => issued.Key.Role == Role.App) ? "Try:" : "Try, with an application key in GATEWAY_KEY:");
        output.WriteLine(Curl(urls.FirstOrDefault() ?? "http://127.0.0.1"));
        output.WriteLine();
        output.Flush();
    }

    private string Curl(string url)
    {
        var key = NewKeys.FirstOrDefault(issued => issued.Key.Role == Role.App)?.Token ?? "$GATEWAY_KEY";
        return $$"""
              curl -i {{url}}/v1/chat/completions \
                -H "Authorization: Bearer {{key}}" -H "Content-Type: application/json" \
                -d '{"model": "auto", "messages": [{"role": "user", "content": "{{SampleQuestion}}"}]}'
            """;
    }
}
