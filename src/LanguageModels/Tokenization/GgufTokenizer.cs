namespace LanguageModels.Tokenization;

/// <summary>Turns the tokenizer of a GGUF file into a tokenizer.json.</summary>
public static class GgufTokenizer
{
    /// <summary>Writes the tokenizer.json (UTF-8) that encodes and decodes as the GGUF vocabulary does.</summary>
    /// <exception cref="InvalidDataException">The vocabulary cannot be followed exactly; says which key, what was expected and what was found.</exception>
    public static byte[] ToTokenizerJson(GgufVocabulary vocabulary) => throw new NotSupportedException(vocabulary.Model);
}
