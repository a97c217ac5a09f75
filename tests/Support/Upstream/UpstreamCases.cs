using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Support.Upstream;

/// <summary>Every behaviour of <see cref="MisbehavingUpstream"/>, by topic.</summary>
public static class UpstreamCases
{
    /// <summary>All cases, in the order of the topics.</summary>
    public static ImmutableArray<UpstreamCase> All { get; } =
    [
        .. TextCases.All, .. FieldCases.All, .. FramingCases.All, .. FinishCases.All, .. UsageCases.All,
        .. ToolCases.All, .. ErrorCases.All, .. BreakageCases.All, .. SilenceCases.All,
    ];

    private static readonly FrozenDictionary<string, UpstreamCase> ByName = All.ToFrozenDictionary(it => it.Name);

    private static readonly UpstreamCase Unknown = UpstreamCase.Of(
        "", "a model that this server has not", ErrorCases.NoSuchModelAsync);

    internal static UpstreamCase Find(string model) => ByName.GetValueOrDefault(model, Unknown);
}
