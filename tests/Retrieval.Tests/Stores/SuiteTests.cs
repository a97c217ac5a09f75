using Retrieval.Stores;
using Retrieval.Tests.Stores.Suites;
using Xunit;

namespace Retrieval.Tests.Stores;

public sealed class SuiteTests
{
    private static readonly Type[] Types = typeof(SuiteTests).Assembly.GetTypes();

    /// <summary>An engine's tests are called after it: EmbeddedIndex has EmbeddedLexicalTests and so on.</summary>
    [Fact]
    public void Every_engine_inherits_every_suite()
    {
        var engines = typeof(IPassageIndex).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IPassageIndex))).Select(type => type.Name.Replace("Index", "")).ToList();
        var suites = Types.Where(type => type.IsAbstract && type.BaseType == typeof(StoreSuite)).ToList();
        Assert.NotEmpty(engines);
        Assert.True(suites.Count >= 6);
        Assert.All(
            from engine in engines from suite in suites select (engine, suite),
            pair => Assert.Contains(Types, type => !type.IsAbstract && type.BaseType == pair.suite && type.Name == $"{pair.engine}{pair.suite.Name.Replace("Suite", "Tests")}"));
    }
}
