using Xunit;

namespace Audit.Tests.Reading;

/// <summary>Not beside other tests: it measures the memory of the whole process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class LargeLogCollection : ICollectionFixture<LargeLog>
{
    public const string Name = "large log";
}
