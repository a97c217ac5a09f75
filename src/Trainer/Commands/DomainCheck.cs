using Retrieval.Stores;
using Terminal.Output;
using Trainer.Runs;

namespace Trainer.Commands;

/// <summary>Refuses a domain with nothing to learn before a run is made of it.</summary>
internal static class DomainCheck
{
    /// <exception cref="CommandException">The domain has no documents, and no file of pairs was given.</exception>
    public static void HasDocuments(DocumentStore documents, RunPlan plan)
    {
        if (documents.ListDocuments(plan.Domain).Count == 0 && plan.PairFiles.IsEmpty)
        {
            var known = documents.Domains.Count > 0 ? $" Domains with documents: {string.Join(", ", documents.Domains)}." : "";
            throw new CommandException($"The domain '{plan.Domain}' has no documents.{known} 'ingest <folder> --domain {plan.Domain}' of the command line brings some.");
        }
    }
}
