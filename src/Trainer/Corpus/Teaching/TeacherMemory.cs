using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Trainer.Corpus.Teaching;

/// <summary>
/// A teacher's replies in a file, one JSON object a line, by the hash of model and question. A model does not answer alike twice, a corpus
/// must: built again it takes the replies from here, and a run that was killed goes on where it was. A last line that was cut off is passed over.
/// </summary>
internal sealed class TeacherMemory : IDisposable
{
    private const int LongestLine = 1 << 20;

    private readonly Dictionary<string, string> _replies = new(StringComparer.Ordinal);
    private readonly StreamWriter _file;

    public TeacherMemory(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        foreach (var line in File.Exists(path) ? File.ReadLines(path) : [])
        {
            if (line.Length <= LongestLine && TryRead(line) is { } reply)
            {
                _replies[reply.Key] = reply.Text;
            }
        }

        _file = new StreamWriter(path, append: true, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };
        if (_file.BaseStream.Length > 0)
        {
            _file.WriteLine(); // Ends a line that was cut off; an empty one is no reply.
        }
    }

    public static string KeyOf(string model, string prompt) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{model}\n{prompt}")));

    public string? Find(string key) => _replies.GetValueOrDefault(key);

    public void Add(string key, string text)
    {
        _replies[key] = text;
        _file.WriteLine(JsonSerializer.Serialize(new Reply(key, text)));
    }

    public void Dispose() => _file.Dispose();

    private static Reply? TryRead(string line)
    {
        try
        {
            return line.Length == 0 ? null : JsonSerializer.Deserialize<Reply>(line) is { Key.Length: > 0, Text: not null } reply ? reply : null;
        }
        catch (JsonException)
        {
            return null; // Cut off by the end of its process: it is asked for again.
        }
    }

    private sealed record Reply(string Key, string Text);
}
