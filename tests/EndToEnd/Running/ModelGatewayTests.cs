using Xunit;

namespace EndToEnd.Running;

/// <summary>The tests that share a <see cref="ModelGateway"/>; they run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class ModelGatewayTests : ICollectionFixture<ModelGateway>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "model gateway";
}
