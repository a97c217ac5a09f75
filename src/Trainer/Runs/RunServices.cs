using Experts.Registry;
using Retrieval.Stores;
using Trainer.Backends;

namespace Trainer.Runs;

/// <summary>What runs need of their installation.</summary>
/// <param name="Store">All runs.</param>
/// <param name="Registry">Where experts are registered.</param>
/// <param name="Documents">The ingested documents.</param>
/// <param name="Backend">What computes.</param>
/// <param name="Time">Clock.</param>
public sealed record RunServices(RunStore Store, ExpertRegistry Registry, DocumentStore Documents, ITrainingBackend Backend, TimeProvider Time);
