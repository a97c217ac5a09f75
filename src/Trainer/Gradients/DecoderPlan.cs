using LanguageModels.Graphs;

namespace Trainer.Gradients;

/// <summary>Which graph of a decoder is wanted.</summary>
/// <param name="Architecture">The shape of the decoder.</param>
/// <param name="Rows">Rows of the batch.</param>
/// <param name="Columns">Tokens of a row.</param>
/// <param name="IsPacked">Whether rows hold several documents; declares <see cref="DecoderLayers.Documents"/> and positions.</param>
/// <param name="AttentionBlock">Queries of one block of attention.</param>
/// <param name="LoraScale">Of the adapters that the parameters name.</param>
internal sealed record DecoderPlan(DecoderArchitecture Architecture, int Rows, int Columns, bool IsPacked, int AttentionBlock, float LoraScale);
