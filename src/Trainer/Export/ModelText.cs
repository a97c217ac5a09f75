namespace Trainer.Export;

/// <summary>Tokenizer and chat template of an expert: made by the trainer, or those of the base model.</summary>
internal abstract record ModelText
{
    private ModelText()
    {
    }

    /// <summary>Puts the files into a model folder.</summary>
    /// <exception cref="ExportException">The base model has no tokenizer.</exception>
    public abstract void Write(string folder);

    /// <summary>A tokenizer that was trained for this expert.</summary>
    /// <param name="TokenizerJson">tokenizer.json, UTF-8.</param>
    /// <param name="ChatTemplate">Jinja; see <see cref="NoteTemplate"/>.</param>
    /// <param name="EndToken">Ends an answer.</param>
    /// <param name="PadToken">Fills unused places.</param>
    public sealed record Trained(ReadOnlyMemory<byte> TokenizerJson, string ChatTemplate, string EndToken, string PadToken) : ModelText
    {
        /// <inheritdoc/>
        public override void Write(string folder)
        {
            File.WriteAllBytes(Path.Combine(folder, TokenizerFile), TokenizerJson.Span);
            TokenizerConfig.Write(folder, this);
        }
    }

    /// <summary>The text side of a model that was adapted.</summary>
    /// <param name="Folder">Its Hugging Face or GenAI folder.</param>
    public sealed record Copied(string Folder) : ModelText
    {
        private static readonly string[] _files = [TokenizerFile, TokenizerConfig.FileName, "chat_template.jinja", "special_tokens_map.json", "LICENSE"];

        /// <inheritdoc/>
        public override void Write(string folder)
        {
            if (!File.Exists(Path.Combine(Folder, TokenizerFile)))
            {
                throw new ExportException($"'{Folder}' has no {TokenizerFile}; expected the tokenizer of the base model there.");
            }

            foreach (var name in _files.Where(name => File.Exists(Path.Combine(Folder, name))))
            {
                File.Copy(Path.Combine(Folder, name), Path.Combine(folder, name), overwrite: true);
            }
        }
    }

    private const string TokenizerFile = "tokenizer.json";
}
