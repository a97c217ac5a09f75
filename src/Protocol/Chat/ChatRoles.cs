namespace Protocol.Chat;

/// <summary>Who speaks in a conversation.</summary>
public static class ChatRoles
{
    /// <summary>Instructions of the application.</summary>
    public const string System = "system";

    /// <summary>Instructions of the application, for reasoning models.</summary>
    public const string Developer = "developer";

    /// <summary>The end user.</summary>
    public const string User = "user";

    /// <summary>The model.</summary>
    public const string Assistant = "assistant";

    /// <summary>The result of a tool call.</summary>
    public const string Tool = "tool";

    /// <summary>The result of a function call, the form before tools.</summary>
    public const string Function = "function";

    internal static bool IsKnown(string role) => role is System or Developer or User or Assistant or Tool or Function;
}
