using Retrieval.Domains;
using Retrieval.Stores;

namespace Retrieval.Ingestion;

/// <summary>What follows from the documents of a store as a whole, written before they become visible.</summary>
internal static class Completion
{
    /// <param name="writer">Holds the changed documents.</param>
    /// <param name="domains">Where documents came, went or changed.</param>
    public static void Write(StoreWriter writer, IEnumerable<string> domains)
    {
        foreach (var domain in domains.Distinct())
        {
            writer.SetSupersessions(domain, Supersession.Days(writer.DocumentsOf(domain)));
            var chunks = writer.ChunksOf(domain);
            writer.SetFact(DomainModel.FactName(domain), chunks.Count == 0 ? null : DomainModelBuilder.Build(domain, chunks));
        }
    }
}
