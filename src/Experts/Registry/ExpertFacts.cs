namespace Experts.Registry;

/// <summary>What a version is, beside its files. All of it is part of the version's hash.</summary>
/// <remarks>Each text has at most <see cref="LongestText"/> characters and no control characters.</remarks>
public sealed record ExpertFacts
{
    /// <summary>Most characters of one fact.</summary>
    public const int LongestText = 500;

    /// <summary>Such as <c>llama</c>; what loads it must know the word.</summary>
    public required string Architecture { get; init; }

    /// <summary>How the weights are kept, such as <c>int4</c>.</summary>
    public required string Quantisation { get; init; }

    /// <summary>The ONNX Runtime that it was made for: kernels of low precision round differently between versions.</summary>
    public required string OnnxRuntimeVersion { get; init; }

    /// <summary>The domain whose questions it answers; null for a general model.</summary>
    public string? Domain { get; init; }

    /// <summary>What it was made from: a model, or an expert as <c>name@version</c>; null when nobody said.</summary>
    public string? Base { get; init; }

    /// <summary>As the source states it, such as <c>apache-2.0</c>; null when it states none.</summary>
    public string? Licence { get; init; }

    /// <summary>How it was trained, such as <c>knowledge-1m 1</c>; null for a model that was not trained here.</summary>
    public string? Recipe { get; init; }

    /// <summary>Hash of the manifest of what it was trained on; null where there is none.</summary>
    public string? Corpus { get; init; }

    /// <summary>What its evaluation found, in a line; the report lies beside the weights.</summary>
    public string? Evaluation { get; init; }

    /// <summary>Name and value of each fact that was said, in a fixed order.</summary>
    internal IEnumerable<(string Name, string Value)> Said()
    {
        (string Name, string? Value)[] all =
        [
            ("architecture", Architecture), ("quantisation", Quantisation), ("onnx_runtime", OnnxRuntimeVersion),
            ("domain", Domain), ("base", Base), ("licence", Licence),
            ("recipe", Recipe), ("corpus", Corpus), ("evaluation", Evaluation),
        ];
        return all.Where(fact => fact.Value is not null).Select(fact => (fact.Name, fact.Value!));
    }

    /// <summary>The first fact that no manifest takes, with the reason; null when all are well.</summary>
    internal string? Flaw() => Said().Select(Flaw).FirstOrDefault(flaw => flaw is not null);

    private static string? Flaw((string Name, string Value) fact) =>
        fact.Value.Length is 0 or > LongestText ? $"'{fact.Name}' has {fact.Value.Length} characters; expected 1 to {LongestText}"
        : fact.Value.Any(char.IsControl) ? $"'{fact.Name}' holds a control character"
        : null;
}
