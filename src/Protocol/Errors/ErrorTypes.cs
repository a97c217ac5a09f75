namespace Protocol.Errors;

/// <summary>The values of an error's <c>type</c> member that this gateway sends.</summary>
public static class ErrorTypes
{
    /// <summary>The request itself is at fault; sending it again unchanged fails again.</summary>
    public const string InvalidRequest = "invalid_request_error";

    /// <summary>The caller is known but may not do this.</summary>
    public const string Permission = "permission_error";

    /// <summary>Too many requests or tokens for now; the same request may succeed later.</summary>
    public const string RateLimit = "rate_limit_error";

    /// <summary>A budget is used up; waiting does not help.</summary>
    public const string InsufficientQuota = "insufficient_quota";

    /// <summary>This server or an upstream failed; the request may be fine.</summary>
    public const string Server = "server_error";
}
