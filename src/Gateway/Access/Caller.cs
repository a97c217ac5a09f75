using State.Keys;

namespace Gateway.Access;

/// <summary>Who is asking, as the key says. Present on every request behind <see cref="AccessMiddleware"/>.</summary>
/// <param name="Key">The key that was shown; holds no secret.</param>
internal sealed record Caller(ApiKey Key)
{
    /// <summary>The caller of a request that passed the middleware.</summary>
    public static Caller Of(HttpContext context) => context.Features.Get<Caller>()
        ?? throw new InvalidOperationException("A request reached an endpoint without passing the access middleware.");

    /// <summary>Whether the caller may ask for answers.</summary>
    public bool MayAsk => Key.Role is Role.App or Role.Admin;

    /// <summary>Whether the caller may read records.</summary>
    public bool MayReadRecords => Key.Role is Role.Auditor or Role.Admin;

    /// <summary>Whether the caller may change the installation, such as by training its experts.</summary>
    public bool MayManage => Key.Role is Role.Admin;
}
