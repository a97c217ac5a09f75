using Microsoft.ML.OnnxRuntime;

namespace LanguageModels.Sessions;

/// <summary>Opens native sessions by settings.</summary>
internal static class SessionFactory
{
    public static InferenceSession Create(string graphPath, SharedWeights? weights, SessionSettings settings) =>
        Create(graphPath, settings, options => weights is null ? new InferenceSession(graphPath, options) : weights.CreateSession(graphPath, options));

    /// <summary>The same for a graph that was changed in memory.</summary>
    /// <param name="graphPath">Where it was read from; its weights lie beside it.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="weights">Its weights; null lets the library read them.</param>
    /// <param name="settings">How it is run.</param>
    public static InferenceSession Create(string graphPath, byte[] graph, SharedWeights? weights, SessionSettings settings) => Create(graphPath, settings, options =>
    {
        options.AddSessionConfigEntry("session.model_external_initializers_file_folder_path", Path.GetDirectoryName(graphPath)!);
        return weights is null ? new InferenceSession(graph, options) : weights.CreateSession(graph, options);
    });

    private static InferenceSession Create(string graphPath, SessionSettings settings, Func<SessionOptions, InferenceSession> create)
    {
        OnnxRuntimeLibrary.Load();
        using var options = Options(settings);
        try
        {
            return create(options);
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelFolderException($"{graphPath} could not be opened by ONNX Runtime {OnnxRuntimeLibrary.Version}: {e.Message}", e);
        }
    }

    public static string NameOf(ExecutionProvider provider) => provider == ExecutionProvider.Cuda ? "cuda" : "cpu";

    private static SessionOptions Options(SessionSettings settings)
    {
        var options = new SessionOptions
        {
            IntraOpNumThreads = settings.Threads,
            InterOpNumThreads = 1,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        if (!settings.Prepacking)
        {
            options.AddSessionConfigEntry("session.disable_prepacking", "1");
        }

        if (settings.Provider == ExecutionProvider.Cuda)
        {
            UseCuda(options, settings.Device);
        }

        return options;
    }

    private static void UseCuda(SessionOptions options, int device)
    {
        if (!OnnxRuntimeLibrary.Providers.Contains("CUDAExecutionProvider"))
        {
            options.Dispose();
            throw new ModelFolderException(
                $"This ONNX Runtime has no CUDA provider (it has {string.Join(", ", OnnxRuntimeLibrary.Providers)}). Use its GPU build, or the CPU provider.");
        }

        options.AppendExecutionProvider_CUDA(device);
    }
}
