using Gateway.Access;
using Microsoft.AspNetCore.Http;
using State.Keys;
using Support;
using Xunit;

namespace Gateway.Tests.Access;

public sealed class AccessMiddlewareTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly KeyStore _store;
    private readonly KeyRing _ring;
    private bool _letIn;

    public AccessMiddlewareTests()
    {
        _store = KeyStore.Open(_folder["state.db"], TimeProvider.System);
        _ring = KeyRing.Open(_folder["state.db"], TimeProvider.System);
    }

    [Fact]
    public async Task A_known_key_is_let_in_as_its_caller()
    {
        var issued = _store.Create("app", Role.App, ["*"], ["*"], null);

        var context = await KnockAsync(["Bearer " + issued.Token]);

        Assert.True(_letIn);
        Assert.Equal(issued.Key.Id, Caller.Of(context).Key.Id);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer ")]
    [InlineData("Bearer sk-gw-unknown-token-0123456789")]
    [InlineData("Basic dXNlcjpwYXNz")]
    public async Task Without_a_known_key_nobody_is_let_in(string? authorization)
    {
        var context = await KnockAsync([authorization]);

        Assert.False(_letIn);
        Assert.Equal(401, context.Response.StatusCode);
        Assert.Equal("Bearer", context.Response.Headers.WWWAuthenticate);
    }

    [Fact]
    public async Task A_revoked_key_is_refused_at_the_next_request()
    {
        var issued = _store.Create("app", Role.App, ["*"], ["*"], null);
        await KnockAsync(["Bearer " + issued.Token]);
        _letIn = false;
        _store.Revoke(issued.Key.Id);

        var context = await KnockAsync(["Bearer " + issued.Token]);

        Assert.False(_letIn);
        Assert.Equal(401, context.Response.StatusCode);
    }

    [Fact]
    public async Task Two_authorization_headers_are_no_key()
    {
        var issued = _store.Create("app", Role.App, ["*"], ["*"], null);

        var context = await KnockAsync(["Bearer " + issued.Token, "Bearer " + issued.Token]);

        Assert.Equal(401, context.Response.StatusCode);
    }

    [Fact]
    public async Task Health_checks_need_no_key_but_paths_that_only_look_like_them_do()
    {
        await KnockAsync([], "/health/live");
        Assert.True(_letIn);
        _letIn = false;
        await KnockAsync([], "/healthy");
        Assert.False(_letIn);
    }

    private async Task<HttpContext> KnockAsync(string?[] authorization, string path = "/v1/models")
    {
        var context = new DefaultHttpContext { Request = { Path = path } };
        if (authorization is [not null, ..])
            context.Request.Headers.Authorization = authorization;
        await new AccessMiddleware(_ => { _letIn = true; return Task.CompletedTask; }, _ring).InvokeAsync(context);
        return context;
    }

    public void Dispose()
    {
        _ring.Dispose();
        _folder.Dispose();
    }
}
