using LanguageModels.Configuration;
using LanguageModels.Graphs;
using LanguageModels.Tokenization;

namespace LanguageModels.Importing;

/// <summary>Whether a written folder's tokenizer and graph belong together.</summary>
internal static class TokenizerFit
{
    /// <summary>Refuses a tokenizer with ids that the graph has no row for: such a token would end in an error of the library, request after request.</summary>
    /// <exception cref="ImportException">It has such ids; the message names them.</exception>
    public static void Require(string folder)
    {
        var path = Path.Combine(folder, GenAiConfig.FileName);
        var config = File.Exists(path) ? ConfigFile.Read(path).Section("model") : ConfigFile.Read(Path.Combine(folder, EmbeddingConfig.FileName));
        var size = config.Size("vocab_size");
        if (Tokenizer.Load(Path.Combine(folder, "tokenizer.json")).TokensBeyond(size) is { } beyond)
        {
            throw new ImportException($"tokenizer.json has tokens that the model's vocabulary of {size} does not: {beyond}. Take the tokenizer that belongs to the weights, or weights whose embedding was resized for it.");
        }
    }
}
