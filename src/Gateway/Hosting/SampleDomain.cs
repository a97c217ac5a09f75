using Experts.Registry;
using Retrieval.Ingestion;
using Retrieval.Stores;

namespace Gateway.Hosting;

/// <summary>The sample domain of a first start, and the expert that was trained on it.</summary>
internal static class SampleDomain
{
    /// <summary>Ingests the sample documents unless their domain is there already, and adds their expert.</summary>
    public static async Task EnsureAsync(DocumentStore documents, ExpertRegistry experts, SamplesOptions options, TextWriter output, CancellationToken cancellationToken)
    {
        if (!options.Load || documents.Domains.Contains(SamplesOptions.Domain))
            return;
        output.WriteLine($"Loading the sample domain '{SamplesOptions.Domain}' ...");
        var report = await new Ingestor(documents).IngestAsync(options.Folder, SamplesOptions.Domain, new Progress<IngestionProgress>(), cancellationToken);
        foreach (var failed in report.Failed)
            output.WriteLine($"  {failed}");
        await AddExpertAsync(experts, options.ExpertFolder, output, cancellationToken);
    }

    /// <summary>The domain is of use without its expert: what is wrong with it is said and does not stop the start.</summary>
    private static async Task AddExpertAsync(ExpertRegistry experts, string folder, TextWriter output, CancellationToken cancellationToken)
    {
        if (folder.Length == 0 || experts.Current(SamplesOptions.Domain) is not null)
            return;
        try
        {
            var version = await experts.AddCopyAsync(folder, cancellationToken);
            await experts.SetCurrentAsync(version.Name, version.Version, cancellationToken);
        }
        catch (Exception problem) when (problem is RegistryException or IOException or UnauthorizedAccessException)
        {
            output.WriteLine($"  its expert was not added: {problem.Message}");
        }
    }
}
