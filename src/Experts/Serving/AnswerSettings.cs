using System.Collections.Immutable;
using System.Security.Cryptography;
using Experts.Sampling;

namespace Experts.Serving;

/// <summary>How one answer is made.</summary>
public sealed record AnswerSettings
{
    /// <summary>Most tokens of the answer; null for as many as the context holds.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>Texts that end the answer and are not part of it; none empty.</summary>
    public ImmutableArray<string> Stop { get; init; } = [];

    /// <summary>How tokens are chosen.</summary>
    public SamplingSettings Sampling { get; init; } = new();

    /// <summary>Restricts the answer, such as to JSON; made for this answer alone.</summary>
    public ITokenConstraint? Constraint { get; init; }

    /// <summary>Tools that the prompt offers: calls of them are taken out of the text; null for none.</summary>
    public OfferedTools? Tools { get; init; }

    /// <summary>When the request is given up if it still waits for a place.</summary>
    public DateTimeOffset? AdmissionDeadline { get; init; }

    /// <summary>A seed for a request that names none: two such requests may differ.</summary>
    public static ulong FreshSeed() => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
}
