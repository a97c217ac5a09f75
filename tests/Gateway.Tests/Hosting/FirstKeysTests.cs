using Gateway.Access;
using Gateway.Hosting;
using State.Keys;
using Support;
using Xunit;

namespace Gateway.Tests.Hosting;

public sealed class FirstKeysTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_first_start_makes_an_application_and_an_administrator_key_and_a_second_none()
    {
        var store = KeyStore.Open(_folder["state.db"], TimeProvider.System);

        Assert.Equal([Role.App, Role.Admin], FirstKeys.Ensure(store, new BootstrapKeys()).Select(issued => issued.Key.Role));
        Assert.Empty(FirstKeys.Ensure(store, new BootstrapKeys()));
        Assert.Equal(2, store.List().Count);
    }

    [Fact]
    public void Configured_tokens_are_taken_instead_and_are_not_shown()
    {
        var store = KeyStore.Open(_folder["state.db"], TimeProvider.System);
        var bootstrap = new BootstrapKeys { App = "app-0123456789abcdef", Auditor = "auditor-0123456789abcdef" };

        var shown = FirstKeys.Ensure(store, bootstrap);

        Assert.Equal(Role.Admin, Assert.Single(shown).Key.Role);
        using var ring = KeyRing.Open(_folder["state.db"], TimeProvider.System);
        Assert.Equal(Role.App, ring.Find(bootstrap.App).Key?.Role);
        Assert.Equal(Role.Auditor, ring.Find(bootstrap.Auditor).Key?.Role);
    }

    public void Dispose() => _folder.Dispose();
}
