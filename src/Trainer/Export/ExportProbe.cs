using System.Collections.Immutable;

namespace Trainer.Export;

/// <summary>Rows of tokens on which an exported model is compared with its weights before quantisation.</summary>
/// <param name="Rows">At least one.</param>
/// <param name="MostTokens">Longest greedy answer.</param>
internal sealed record ExportProbe(ImmutableArray<ExportProbe.Row> Rows, int MostTokens)
{
    /// <summary>One row: a prompt and what follows it.</summary>
    /// <param name="Tokens">Prompt and answer.</param>
    /// <param name="PromptLength">Tokens of the prompt, at least one and fewer than all.</param>
    public sealed record Row(ImmutableArray<int> Tokens, int PromptLength)
    {
        /// <summary>The prompt alone.</summary>
        public ImmutableArray<int> Prompt => Tokens[..PromptLength];
    }
}
