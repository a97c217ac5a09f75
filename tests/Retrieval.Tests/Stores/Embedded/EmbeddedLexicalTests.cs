using Retrieval.Stores;
using Retrieval.Stores.Embedded;
using Retrieval.Tests.Stores.Suites;

namespace Retrieval.Tests.Stores.Embedded;

public sealed class EmbeddedLexicalTests : LexicalSuite
{
    protected override IPassageIndex Open(DocumentStore store) => new EmbeddedIndex(store);
}
