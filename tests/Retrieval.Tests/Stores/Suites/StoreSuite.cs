using Retrieval.Stores;

namespace Retrieval.Tests.Stores.Suites;

/// <summary>What every engine must do, one suite a capability. Each engine inherits each: <see cref="SuiteTests"/> sees to it.</summary>
public abstract class StoreSuite
{
    /// <summary>The engine under test.</summary>
    protected abstract IPassageIndex Open(DocumentStore store);

    internal StoreCase Case() => new(Open);
}
