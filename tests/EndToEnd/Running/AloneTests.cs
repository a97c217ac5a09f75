using Xunit;

namespace EndToEnd.Running;

/// <summary>Tests that load the machine or watch the clock; nothing else runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneTests
{
    /// <summary>The collection's name.</summary>
    public const string Name = "alone";
}
