using System.Globalization;
using System.Text;
using LanguageModels.Sessions;

namespace Experts.GenAi;

/// <summary>A loaded model with its adapters. Generators of different threads may share it.</summary>
internal sealed unsafe class GenAiModel : IDisposable
{
    private readonly OgaHandle _model;
    private readonly OgaHandle? _adapters;

    private GenAiModel(OgaFunctions functions, OgaHandle model, IReadOnlyList<GenAiAdapter> adapters)
    {
        (Functions, _model) = (functions, model);
        try
        {
            byte* device;
            functions.Check(functions.ModelGetDeviceType(model.Value, &device));
            Device = functions.Take(device).ToLowerInvariant();
            _adapters = adapters.Count == 0 ? null : LoadAdapters(adapters);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    public OgaFunctions Functions { get; }

    /// <summary>What computes, such as <c>cpu</c>.</summary>
    public string Device { get; }

    /// <exception cref="GenAiException">The library does not fit, or the folder or an adapter is refused.</exception>
    public static GenAiModel Open(string folder, GenAiSettings settings)
    {
        var functions = GenAiLibrary.Load(settings.Library);
        using var config = ReadConfig(functions, folder, settings.Session);
        nint model;
        functions.Check(functions.CreateModelFromConfig(config.Value, &model));
        return new GenAiModel(functions, new OgaHandle(model, functions.DestroyModel), settings.Adapters);
    }

    /// <summary>Starts an answer.</summary>
    /// <param name="maxLength">Most tokens of prompt and answer.</param>
    /// <param name="adapter">Name of an adapter; null for the base model.</param>
    public GenAiGenerator Start(int maxLength, string? adapter)
    {
        nint parameters;
        Functions.Check(Functions.CreateGeneratorParams(_model.Value, &parameters));
        using var owned = new OgaHandle(parameters, Functions.DestroyGeneratorParams);
        fixed (byte* name = "max_length"u8)
        {
            Functions.Check(Functions.SetSearchNumber(parameters, name, maxLength));
        }

        nint generator;
        Functions.Check(Functions.CreateGenerator(_model.Value, parameters, &generator));
        var started = new GenAiGenerator(Functions, new OgaHandle(generator, Functions.DestroyGenerator));
        try
        {
            if (adapter is not null)
            {
                Activate(started, adapter);
            }

            return started;
        }
        catch
        {
            started.Dispose();
            throw;
        }
    }

    /// <summary>Gives a generator without tokens another adapter.</summary>
    private void Activate(GenAiGenerator generator, string adapter)
    {
        var adapters = _adapters ?? throw new GenAiException($"The adapter '{adapter}' is not loaded: this model has none.");
        fixed (byte* name = Text(adapter))
        {
            Functions.Check(Functions.SetActiveAdapter(generator.Value, adapters.Value, name));
        }
    }

    public void Dispose()
    {
        _adapters?.Dispose();
        _model.Dispose();
    }

    private static OgaHandle ReadConfig(OgaFunctions functions, string folder, SessionSettings session)
    {
        nint value;
        fixed (byte* path = Text(folder))
        {
            functions.Check(functions.CreateConfig(path, &value));
        }

        var config = new OgaHandle(value, functions.DestroyConfig);
        try
        {
            SetSession(functions, value, session.Threads);
            SetProvider(functions, value, session);
            return config;
        }
        catch
        {
            config.Dispose();
            throw;
        }
    }

    /// <summary>Errors only: a graph with adapters warns once for each of its inputs.</summary>
    private static void SetSession(OgaFunctions functions, nint config, int threads)
    {
        var count = threads == 0 ? "" : $",\"intra_op_num_threads\":{threads}";
        var json = """{"model":{"decoder":{"session_options":{"log_severity_level":3""" + count + "}}}}";
        fixed (byte* overlay = Text(json))
        {
            functions.Check(functions.ConfigOverlay(config, overlay));
        }
    }

    private static void SetProvider(OgaFunctions functions, nint config, SessionSettings session)
    {
        functions.Check(functions.ConfigClearProviders(config));
        if (session.Provider == ExecutionProvider.Cpu)
        {
            return;
        }

        fixed (byte* provider = Text(session.Provider.ToString().ToLowerInvariant()), key = "device_id"u8)
        fixed (byte* device = Text(session.Device.ToString(CultureInfo.InvariantCulture)))
        {
            functions.Check(functions.ConfigAppendProvider(config, provider));
            functions.Check(functions.ConfigSetProviderOption(config, provider, key, device));
        }
    }

    private OgaHandle LoadAdapters(IReadOnlyList<GenAiAdapter> adapters)
    {
        nint value;
        Functions.Check(Functions.CreateAdapters(_model.Value, &value));
        var bank = new OgaHandle(value, Functions.DestroyAdapters);
        try
        {
            foreach (var adapter in adapters)
            {
                fixed (byte* file = Text(Path.GetFullPath(adapter.File)), name = Text(adapter.Name))
                {
                    Functions.Check(Functions.LoadAdapter(value, file, name));
                }
            }

            return bank;
        }
        catch
        {
            bank.Dispose();
            throw;
        }
    }

    /// <summary>UTF-8 with the closing zero.</summary>
    private static byte[] Text(string value) => Encoding.UTF8.GetBytes(value + '\0');
}
