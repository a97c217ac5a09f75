namespace LanguageModels.Rewriting;

/// <summary>A matrix of a graph that can take low-rank additions.</summary>
/// <param name="Name">Its node's output, such as <c>model.layers.0.mlp.up_proj</c>.</param>
/// <param name="Columns">Width of its input.</param>
/// <param name="Rows">Width of its product.</param>
internal sealed record AdaptedMatrix(string Name, int Columns, int Rows);
