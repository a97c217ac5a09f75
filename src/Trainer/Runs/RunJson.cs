using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Experts.Registry;

namespace Trainer.Runs;

/// <summary>How runs write and read JSON: names in camel case, enumerations by name, and no member that nobody reads, so that a typing error is noticed.</summary>
internal static class RunJson
{
    private const long LongestFile = 4_000_000;

    /// <summary>For files that people read.</summary>
    public static JsonSerializerOptions Options { get; } = Create(isIndented: true);

    /// <summary>For one object a line.</summary>
    public static JsonSerializerOptions Lines { get; } = Create(isIndented: false);

    /// <summary>Replaces a file as a whole.</summary>
    public static void Write<T>(string path, T value)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}";
        try
        {
            DurableFiles.Write(temporary, JsonSerializer.SerializeToUtf8Bytes(value, Options));
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is too long, or not what it should be; the message says where and why.</exception>
    public static T Read<T>(string path)
    {
        if (new FileInfo(path) is { Exists: true, Length: > LongestFile } large)
        {
            throw new InvalidDataException($"'{path}' has {large.Length} bytes; at most {LongestFile} are expected.");
        }

        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllBytes(path), Options) ?? throw new JsonException("it holds nothing.");
        }
        catch (JsonException problem)
        {
            throw new InvalidDataException($"'{path}' cannot be read: {problem.Message}", problem);
        }
    }

    private static JsonSerializerOptions Create(bool isIndented)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            WriteIndented = isIndented,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            AllowOutOfOrderMetadataProperties = true,
            ReadCommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
            MaxDepth = 32,
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
