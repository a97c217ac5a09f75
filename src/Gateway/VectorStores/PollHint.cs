namespace Gateway.VectorStores;

/// <summary>The official clients' helpers that upload and poll ask again after the time that this header names; else after five seconds.</summary>
internal static class PollHint
{
    /// <summary>Most files are read within this time.</summary>
    private const string Milliseconds = "250";

    /// <summary>Sets the header while something is in progress.</summary>
    public static void Set(HttpContext context, string status)
    {
        if (status == "in_progress")
        {
            context.Response.Headers["openai-poll-after-ms"] = Milliseconds;
        }
    }
}
