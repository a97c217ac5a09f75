using System.Runtime.InteropServices;
using System.Security.Cryptography;
using LanguageModels.Sessions;

namespace Experts.GenAi;

/// <summary>
/// The GenAI library of this process, loaded once and never unloaded. Thread-safe. GenAI looks for an ONNX Runtime that is loaded
/// already and aborts the process when it finds none, so ours is loaded and looked for first; both then share one image.
/// </summary>
internal static partial class GenAiLibrary
{
    private const int LazyNoLoad = 1 | 4; // RTLD_LAZY | RTLD_NOLOAD of glibc
    private static readonly string[] _runtimeNames = ["libonnxruntime.so", "libonnxruntime.so.1"];
    private static readonly Lock _lock = new();
    private static OgaFunctions? _functions;
    private static string? _path;

    /// <summary>The beginning of the SHA-256 of the loaded file, for records: the library does not tell its version. Empty before loading.</summary>
    public static string Identity { get; private set; } = "";

    /// <exception cref="GenAiException">Not Linux, no such library, one of another version, or ONNX Runtime is not where GenAI looks.</exception>
    public static OgaFunctions Load(string path)
    {
        var full = Path.GetFullPath(path);
        lock (_lock)
        {
            if (_functions is not null)
            {
                return full == _path ? _functions : throw new GenAiException($"This process has loaded GenAI from {_path} and cannot load {full} too.");
            }

            if (!OperatingSystem.IsLinux() || !File.Exists(full))
            {
                throw new GenAiException($"GenAI needs Linux and its native library; {full} is {(File.Exists(full) ? "there, but this system is another" : "not there")}.");
            }

            OnnxRuntimeLibrary.Load();
            RequireOnnxRuntime(_runtimeNames);
            (_functions, _path, Identity) = (Bind(full), full, HashOf(full));
            return _functions;
        }
    }

    /// <summary>Refuses where GenAI would abort: no loaded image has one of the names it asks for.</summary>
    internal static void RequireOnnxRuntime(ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (OpenLoaded(name, LazyNoLoad) != 0)
            {
                return;
            }
        }

        throw new GenAiException($"ONNX Runtime is not loaded under a name that GenAI finds ({string.Join(", ", names!)}); it would end this process. Put libonnxruntime.so beside the program.");
    }

    private static string HashOf(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file))[..12];
    }

    private static unsafe OgaFunctions Bind(string path)
    {
        try
        {
            var functions = new OgaFunctions(NativeLibrary.Load(path));
            functions.SetTelemetryEnabled(0);
            return functions;
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException)
        {
            throw new GenAiException($"{path} is not a GenAI library of a version that fits (0.15 to 0.18): {e.Message}", e);
        }
    }

    [LibraryImport("libc", EntryPoint = "dlopen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint OpenLoaded(string name, int flags);
}
