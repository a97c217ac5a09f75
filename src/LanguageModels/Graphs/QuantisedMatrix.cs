namespace LanguageModels.Graphs;

/// <summary>A matrix [rows, columns] in blocks of 32 along the columns, as <c>MatMulNBits</c> takes it.</summary>
/// <param name="Bits">4 or 8.</param>
/// <param name="Blocks">Blocks of a row; the last one is padded with zero weights.</param>
/// <param name="Quants">[rows, blocks, 4 x bits] bytes; of two 4-bit weights the first is the low nibble.</param>
/// <param name="Scales">[rows, blocks]</param>
/// <param name="ZeroPoints">[rows, ceil(blocks x bits / 8)] packed like the quants; null for the middle of the range.</param>
/// <param name="Minima">[blocks, rows]: what is left of w when (q - 8) d is taken away, for each sum of 32 inputs; null for none.</param>
internal sealed record QuantisedMatrix(int Bits, int Blocks, byte[] Quants, float[] Scales, byte[]? ZeroPoints, float[]? Minima);
