namespace LanguageModels.Graphs;

/// <summary>In which numbers the matrices are stored and multiplied. Norms, biases and rotary tables stay in float32.</summary>
public enum Precision
{
    /// <summary>32-bit floating point throughout: the reference.</summary>
    Float32,

    /// <summary>Signed 8-bit weights, a scale for every 32 along the input.</summary>
    Int8,

    /// <summary>4-bit weights, a scale for every 32, no zero point; embedding and head in 8 bits.</summary>
    Int4,

    /// <summary>4-bit weights with a scale and a whole zero point, both searched for the least squared error; embedding and head in 8 bits.</summary>
    Int4ZeroPoint,

    /// <summary>
    /// 4-bit weights with a scale and a minimum in float32, w = q d + m; embedding and head in 8 bits. Weights that lie on such a
    /// grid, as those of a Q4_1 file do, lose nothing.
    /// </summary>
    Int4Minimum,

    /// <summary>As <see cref="Int4ZeroPoint"/>, but the matrices that lose most (values and outer down projections) in 8 bits.</summary>
    Mixed,
}
