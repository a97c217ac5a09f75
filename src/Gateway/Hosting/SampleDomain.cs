using Retrieval.Ingestion;
using Retrieval.Stores;

namespace Gateway.Hosting;

/// <summary>The sample domain of a first start.</summary>
internal static class SampleDomain
{
    /// <summary>Ingests the sample documents unless their domain is there already.</summary>
    public static async Task EnsureAsync(DocumentStore documents, SamplesOptions options, TextWriter output, CancellationToken cancellationToken)
    {
        if (!options.Load || documents.Domains.Contains(SamplesOptions.Domain))
            return;
        output.WriteLine($"Loading the sample domain '{SamplesOptions.Domain}' ...");
        var report = await new Ingestor(documents).IngestAsync(options.Folder, SamplesOptions.Domain, new Progress<IngestionProgress>(), cancellationToken);
        foreach (var failed in report.Failed)
            output.WriteLine($"  {failed}");
    }
}
