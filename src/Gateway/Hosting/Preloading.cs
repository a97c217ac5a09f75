using Experts.GenAi;
using Experts.Serving;
using Gateway.LocalModels;

namespace Gateway.Hosting;

/// <summary>
/// What is loaded before the gateway listens: the library of the chosen engine, without which no answer would come, and the experts
/// that are named for it. One of these that does not load is told and ends nothing: the others are answered.
/// </summary>
internal sealed class Preloading(ExpertHost host, ExpertsOptions options, TimeProvider time)
{
    /// <summary>Loads them, one after the other; each answers once, because a first forward pass costs more than the next.</summary>
    /// <exception cref="SettingsException">The library does not fit.</exception>
    public async Task RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        LoadLibrary();
        foreach (var name in options.Preload)
        {
            var began = time.GetTimestamp();
            try
            {
                using var lease = await host.AcquireAsync(name, null, cancellationToken);
                await ModelTrial.RunAsync(lease.Model, cancellationToken);
                output.WriteLine(FormattableString.Invariant($"Loaded expert/{name} in {time.GetElapsedTime(began).TotalSeconds:0.0} s"));
            }
            catch (Exception exception) when (exception is ExpertNotFoundException or ExpertUnavailableException or ModelTrialException)
            {
                output.WriteLine($"Experts:Preload: expert/{name} is not loaded: {exception.Message} {exception.InnerException?.Message}".TrimEnd());
            }
        }
    }

    private void LoadLibrary()
    {
        if (options.Engine != ExpertEngine.GenAi)
            return;
        try
        {
            GenAiEngine.LoadLibrary(options.GenAiLibrary!); // checked with the settings
        }
        catch (GenAiException exception)
        {
            throw new SettingsException([$"Experts:GenAiLibrary: {exception.Message}"]);
        }
    }
}
