namespace LanguageModels.Tokenization;

/// <summary>The tokenizer keys of a GGUF file (<c>tokenizer.ggml.*</c>, GGUF specification, "Tokenizer").</summary>
public sealed record GgufVocabulary
{
    /// <summary><c>tokenizer.ggml.model</c>: <c>gpt2</c> (byte-level BPE) or <c>llama</c> (SentencePiece BPE).</summary>
    public required string Model { get; init; }

    /// <summary><c>tokenizer.ggml.pre</c>: name of the pre-tokenizer; null where the file says none.</summary>
    public string? PreTokenizer { get; init; }

    /// <summary><c>tokenizer.ggml.tokens</c>, by id.</summary>
    public required IReadOnlyList<string> Tokens { get; init; }

    /// <summary><c>tokenizer.ggml.scores</c>, by id; required for <c>llama</c>.</summary>
    public IReadOnlyList<float>? Scores { get; init; }

    /// <summary><c>tokenizer.ggml.token_type</c>, by id: 1 normal, 2 unknown, 3 control, 4 user-defined, 5 unused, 6 byte.</summary>
    public IReadOnlyList<int>? TokenTypes { get; init; }

    /// <summary><c>tokenizer.ggml.merges</c>: two tokens and a space between them, best first; required for <c>gpt2</c>.</summary>
    public IReadOnlyList<string>? Merges { get; init; }

    /// <summary><c>tokenizer.ggml.bos_token_id</c>.</summary>
    public int? BeginningId { get; init; }

    /// <summary><c>tokenizer.ggml.eos_token_id</c>.</summary>
    public int? EndId { get; init; }

    /// <summary><c>tokenizer.ggml.unknown_token_id</c>.</summary>
    public int? UnknownId { get; init; }

    /// <summary><c>tokenizer.ggml.add_bos_token</c>; null where the file says nothing.</summary>
    public bool? AddBeginning { get; init; }

    /// <summary><c>tokenizer.ggml.add_eos_token</c>; null where the file says nothing.</summary>
    public bool? AddEnd { get; init; }

    /// <summary><c>tokenizer.ggml.add_space_prefix</c>; null where the file says nothing.</summary>
    public bool? AddSpacePrefix { get; init; }
}
