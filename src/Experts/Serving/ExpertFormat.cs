using System.Collections.Immutable;
using System.Text.Json;
using Experts.Sampling;
using LanguageModels.Templates;
using LanguageModels.Tokenization;

namespace Experts.Serving;

/// <summary>How a model is talked to: everything between text and tokens.</summary>
public sealed record ExpertFormat
{
    /// <summary>The model's tokenizer.</summary>
    public required Tokenizer Tokenizer { get; init; }

    /// <summary>Makes a prompt of a conversation; null for a model that only continues texts.</summary>
    public ChatTemplate? Template { get; init; }

    /// <summary>Tokens that end an answer.</summary>
    public required ImmutableArray<int> EndTokens { get; init; }

    /// <summary>What the template's <c>bos_token</c> stands for.</summary>
    public string? BeginToken { get; init; }

    /// <summary>What the template's <c>eos_token</c> stands for.</summary>
    public string? EndToken { get; init; }

    /// <summary>Makes the constraint for a JSON schema, or for any JSON object when it is null; null when answers cannot be constrained.</summary>
    public Func<JsonElement?, ITokenConstraint>? Json { get; init; }
}
