using Retrieval.Stores;
using Retrieval.Tests.Stores.Suites;
using Xunit;

namespace Retrieval.Tests.Stores.Qdrant;

public sealed class QdrantConcurrencyTests(QdrantCase qdrant) : ConcurrencySuite, IClassFixture<QdrantCase>
{
    protected override IPassageIndex Open(DocumentStore store) => qdrant.Open(store);
}
