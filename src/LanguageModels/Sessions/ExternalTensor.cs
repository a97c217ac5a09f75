using System.Collections.Immutable;

namespace LanguageModels.Sessions;

/// <summary>An initialiser of a graph whose numbers lie in a file beside it.</summary>
/// <param name="Name">Name in the graph.</param>
/// <param name="ElementType">ONNX number of the element type.</param>
/// <param name="Dimensions">Shape.</param>
/// <param name="Location">Name of the file, in the graph's folder.</param>
/// <param name="Offset">First byte.</param>
/// <param name="Length">Number of bytes.</param>
internal sealed record ExternalTensor(string Name, int ElementType, ImmutableArray<long> Dimensions, string Location, long Offset, long Length);
