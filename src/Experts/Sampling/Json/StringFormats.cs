namespace Experts.Sampling.Json;

/// <summary>Regular expressions for the named formats of strings (JSON Schema validation section 7.3). Each allows only valid values, not all of them.</summary>
internal static class StringFormats
{
    // Years from 1000 on; the last choice is 29 February in leap years.
    private const string Date =
        @"([1-9]\d{3}-((0[13578]|1[02])-(0[1-9]|[12]\d|3[01])|(0[469]|11)-(0[1-9]|[12]\d|30)|02-(0[1-9]|1\d|2[0-8]))" +
        @"|([1-9]\d(0[48]|[2468][048]|[13579][26])|([2468][048]|[13579][26])00)-02-29)";

    private const string Time = @"([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,7})?(Z|[+-](0\d|1[0-3]):[0-5]\d)";
    private const string Host = @"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?){0,2}";
    private const string Byte = @"(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)";
    private const string Hex = "[0-9A-Fa-f]{1,4}";

    // RFC 3339 appendix A: units in order, none left out between two.
    private const string DurationTime = @"T(\d{1,9}H(\d{1,9}M(\d{1,9}S)?)?|\d{1,9}M(\d{1,9}S)?|\d{1,9}S)";
    private const string Duration = @"P(\d{1,9}W|" + DurationTime + @"|(\d{1,9}Y(\d{1,9}M(\d{1,9}D)?)?|\d{1,9}M(\d{1,9}D)?|\d{1,9}D)(" + DurationTime + ")?)";

    private const string Address6 =
        $"({Hex}:){{7}}{Hex}|({Hex}:){{1,7}}:|({Hex}:){{1,6}}:{Hex}|({Hex}:){{1,5}}(:{Hex}){{1,2}}|({Hex}:){{1,4}}(:{Hex}){{1,3}}" +
        $"|({Hex}:){{1,3}}(:{Hex}){{1,4}}|({Hex}:){{1,2}}(:{Hex}){{1,5}}|{Hex}:(:{Hex}){{1,6}}|:(:{Hex}){{1,7}}|::";

    /// <summary>The expression of a format; null for an unknown one.</summary>
    public static string? Find(string format) => format switch
    {
        "date" => $"^{Date}$",
        "time" => $"^{Time}$",
        "date-time" => $"^{Date}T{Time}$",
        "duration" => $"^{Duration}$",
        "uuid" => "^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$",
        "email" => $@"^[A-Za-z0-9_+-]{{1,20}}(\.[A-Za-z0-9_+-]{{1,20}}){{0,2}}@{Host}$",
        "hostname" => $"^{Host}$",
        "ipv4" => $@"^{Byte}(\.{Byte}){{3}}$",
        "ipv6" => $"^({Address6})$",
        _ => null,
    };
}
