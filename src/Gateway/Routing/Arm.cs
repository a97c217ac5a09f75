namespace Gateway.Routing;

/// <summary>What a prompt gets before it is answered. Experts join with their own arms when they exist.</summary>
internal enum Arm
{
    /// <summary>Nothing: the general model answers from what it knows.</summary>
    None,

    /// <summary>Passages of the organisation's documents.</summary>
    Retrieve,

    /// <summary>An honest refusal: outside every domain, and nobody else to ask.</summary>
    Abstain,
}

/// <summary>The names that records, headers and answers use.</summary>
internal static class Arms
{
    /// <summary>The arm's name, lower case.</summary>
    public static string Name(this Arm arm) => arm switch
    {
        Arm.None => "none",
        Arm.Retrieve => "retrieve",
        Arm.Abstain => "abstain",
        _ => throw new ArgumentOutOfRangeException(nameof(arm), arm, null),
    };
}
