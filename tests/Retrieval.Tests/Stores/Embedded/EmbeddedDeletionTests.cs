using Retrieval.Stores;
using Retrieval.Stores.Embedded;
using Retrieval.Tests.Stores.Suites;

namespace Retrieval.Tests.Stores.Embedded;

public sealed class EmbeddedDeletionTests : DeletionSuite
{
    protected override IPassageIndex Open(DocumentStore store) => new EmbeddedIndex(store);
}
