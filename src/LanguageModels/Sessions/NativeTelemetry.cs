using System.Runtime.InteropServices;

namespace LanguageModels.Sessions;

/// <summary>
/// Keeps ONNX Runtime silent: from 1.29 on it sends usage data unless ORT_DISABLE_TELEMETRY is in the native environment when the
/// library starts. <see cref="Environment.SetEnvironmentVariable(string, string)"/> does not reach native code on Unix.
/// </summary>
public static partial class NativeTelemetry
{
    private const string Variable = "ORT_DISABLE_TELEMETRY";

    /// <summary>Sets the variable for this process. Must run before the first call into the library; every session here does it. Thread-safe.</summary>
    /// <exception cref="InvalidOperationException">The environment could not be changed; the library must not be used then.</exception>
    public static void Disable()
    {
        var failed = OperatingSystem.IsWindows() ? PutEnvironment(Variable, "1") : SetEnvironment(Variable, "1", 1);
        if (failed != 0)
        {
            throw new InvalidOperationException($"{Variable}=1 could not be set in the native environment (code {failed}); set it before starting the program.");
        }

        Environment.SetEnvironmentVariable(Variable, "1");
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);

    [LibraryImport("ucrtbase", EntryPoint = "_putenv_s", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int PutEnvironment(string name, string value);
}
