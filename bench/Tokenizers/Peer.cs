using System.Diagnostics;
using System.Text.Json;

namespace Tokenizers;

/// <summary>npm's @huggingface/tokenizers in a node process of its own, asked over its standard input.</summary>
internal sealed class Peer : IDisposable
{
    private static readonly JsonSerializerOptions Names = new(JsonSerializerDefaults.Web);

    private readonly Process _node;

    /// <param name="folder">Has node_modules with the package.</param>
    /// <param name="script">peer.mjs.</param>
    internal Peer(string folder, string script) =>
        _node = Process.Start(new ProcessStartInfo("node", [script, folder]) { RedirectStandardInput = true, RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("node did not start.");

    internal Outcome Encode(string tokenizer, string texts)
    {
        _node.StandardInput.WriteLine(JsonSerializer.Serialize(new { tokenizer, texts }));
        _node.StandardInput.Flush();
        var line = _node.StandardOutput.ReadLine() ?? throw new InvalidOperationException("node ended without an answer.");
        return JsonSerializer.Deserialize<Outcome>(line, Names)!;
    }

    public void Dispose()
    {
        _node.StandardInput.Close();
        _node.WaitForExit();
        _node.Dispose();
    }
}
