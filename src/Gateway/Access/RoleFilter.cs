using Gateway.Errors;
using Protocol.Errors;

namespace Gateway.Access;

/// <summary>Closes endpoints to roles that have no business there.</summary>
internal static class RoleFilter
{
    /// <summary>Only application and administrator keys pass; others are answered 403.</summary>
    public static TBuilder ForAsking<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.Only(new RoleRule(caller => caller.MayAsk, "An application or administrator key"));

    /// <summary>Only auditor and administrator keys pass; others are answered 403.</summary>
    public static TBuilder ForAuditing<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.Only(new RoleRule(caller => caller.MayReadRecords, "An auditor or administrator key"));

    /// <summary>Only administrator keys pass; others are answered 403.</summary>
    public static TBuilder ForManaging<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.Only(new RoleRule(caller => caller.MayManage, "An administrator key"));

    private static TBuilder Only<TBuilder>(this TBuilder endpoint, RoleRule rule) where TBuilder : IEndpointConventionBuilder
    {
        endpoint.Add(builder =>
        {
            var inner = builder.RequestDelegate ?? throw new InvalidOperationException("An endpoint without a handler cannot be closed.");
            builder.Metadata.Add(rule);
            builder.RequestDelegate = context => rule.May(Caller.Of(context))
                ? inner(context)
                : ErrorAnswer.WriteAsync(context, ApiError.PermissionDenied($"{rule.Needed} is needed here; this key has the role '{Caller.Of(context).Key.Role}'."));
        });
        return endpoint;
    }
}
