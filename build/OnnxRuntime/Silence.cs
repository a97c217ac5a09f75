using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>
/// The library sends usage data unless ORT_DISABLE_TELEMETRY is in the native environment when it is loaded. This runs before
/// any code of the bindings does, so that nobody who uses them can forget it.
/// </summary>
internal static class Silence
{
    private const string Variable = "ORT_DISABLE_TELEMETRY";

    [ModuleInitializer]
    internal static void Begin()
    {
        _ = OperatingSystem.IsWindows() ? PutEnvironment(Variable, "1") : SetEnvironment(Variable, "1", 1);
    }

    [DllImport("libc", EntryPoint = "setenv", CharSet = CharSet.Ansi)]
    private static extern int SetEnvironment(string name, string value, int overwrite);

    [DllImport("ucrtbase", EntryPoint = "_putenv_s", CharSet = CharSet.Ansi)]
    private static extern int PutEnvironment(string name, string value);
}
