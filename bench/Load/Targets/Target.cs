namespace Load.Targets;

/// <summary>Something that is put under load.</summary>
/// <param name="Name">Its name in the tables.</param>
/// <param name="BaseUrl">The address that clients are given, with the <c>/v1</c>.</param>
/// <param name="ProcessIds">Its processes; their CPU time and memory count.</param>
internal sealed record Target(string Name, Uri BaseUrl, params int[] ProcessIds)
{
    public const string Direct = "direct";
    public const string Nginx = "nginx";
    public const string Yarp = "YARP";
    public const string GatewayProcess = "gateway, process";
    public const string GatewayPower = "gateway, power";

    /// <summary>Where chat completions are posted.</summary>
    public Uri ChatCompletions => new(BaseUrl + "/chat/completions");
}
