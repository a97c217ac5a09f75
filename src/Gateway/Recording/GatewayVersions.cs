using System.Collections.Frozen;
using System.Reflection;
using Gateway.Augmentation;

namespace Gateway.Recording;

/// <summary>Versions of everything of ours that can change an answer; part of every record.</summary>
internal static class GatewayVersions
{
    /// <summary>Version of this program, from its build.</summary>
    public static string Gateway { get; } =
        typeof(GatewayVersions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>The versions that do not depend on the request.</summary>
    public static IReadOnlyDictionary<string, string> Own { get; } = new Dictionary<string, string>
    {
        ["gateway"] = Gateway,
        ["runtime"] = Environment.Version.ToString(),
    }.ToFrozenDictionary();

    /// <summary>The same with the index that was searched and the layout of the prompt.</summary>
    public static IReadOnlyDictionary<string, string> With(string indexVersion) => new Dictionary<string, string>(Own)
    {
        ["index"] = indexVersion,
        ["prompt_layout"] = PromptLayout.Version,
    };
}
