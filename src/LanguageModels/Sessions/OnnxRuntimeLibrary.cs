using Microsoft.ML.OnnxRuntime;

namespace LanguageModels.Sessions;

/// <summary>The loaded native library. Every session passes here first, so that telemetry is off before it starts.</summary>
public static class OnnxRuntimeLibrary
{
    private static readonly Lazy<OrtEnv> _environment = new(Start);

    /// <summary>Exact version, such as <c>1.29.0</c>; part of every record because quantised kernels round differently between versions.</summary>
    public static string Version => _environment.Value.GetVersionString();

    /// <summary>Execution providers of this build, such as <c>CPUExecutionProvider</c>.</summary>
    public static IReadOnlyList<string> Providers => _environment.Value.GetAvailableProviders();

    /// <summary>Loads the library if it is not loaded yet. Thread-safe.</summary>
    public static void Load() => _ = _environment.Value;

    private static OrtEnv Start()
    {
        NativeTelemetry.Disable();
        return OrtEnv.Instance();
    }
}
