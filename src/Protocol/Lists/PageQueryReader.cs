using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Protocol.Errors;

namespace Protocol.Lists;

/// <summary>Reads <c>limit</c>, <c>order</c>, <c>after</c> and <c>before</c> of a list's address.</summary>
public static class PageQueryReader
{
    /// <summary>Reads the parameters; false with the error for the client.</summary>
    /// <param name="value">Gives the value of a parameter; null when it was not said.</param>
    /// <param name="defaultLimit">The limit when none was said.</param>
    /// <param name="maxLimit">The largest limit.</param>
    /// <param name="page">What was asked for.</param>
    /// <param name="error">What is wrong.</param>
    public static bool TryRead(
        Func<string, string?> value, int defaultLimit, int maxLimit, [NotNullWhen(true)] out PageQuery? page, [NotNullWhen(false)] out ApiError? error)
    {
        ArgumentNullException.ThrowIfNull(value);
        page = null;
        if (!TryLimit(value("limit"), defaultLimit, maxLimit, out var limit))
        {
            error = ApiError.InvalidRequest($"Invalid 'limit': expected a whole number of 1 to {maxLimit}, found {ClientText.Quote(value("limit") ?? "")}.", "limit", "invalid_value");
            return false;
        }

        if (value("order") is not (null or "" or "asc" or "desc"))
        {
            error = ApiError.InvalidRequest($"Invalid value: {ClientText.Quote(value("order") ?? "")}. Supported values are: 'asc' and 'desc'.", "order", "invalid_value");
            return false;
        }

        page = new PageQuery(limit, value("order") == "asc", Said(value("after")), Said(value("before")));
        error = null;
        return true;
    }

    private static string? Said(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static bool TryLimit(string? text, int defaultLimit, int maxLimit, out int limit)
    {
        limit = defaultLimit;
        return string.IsNullOrEmpty(text) || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit >= 1 && limit <= maxLimit);
    }
}
