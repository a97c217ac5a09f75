using Retrieval.Vectors;

namespace Retrieval.Stores.Embedded;

/// <summary>The coded vectors of one document.</summary>
/// <param name="Document">Its number.</param>
/// <param name="Codes">Each vector filled up to the stride.</param>
/// <param name="Steps">One a vector.</param>
internal readonly record struct VectorRun(long Document, ReadOnlyMemory<sbyte> Codes, ReadOnlyMemory<float> Steps)
{
    public int Count => Steps.Length;

    /// <summary>Takes the codes of a document from its row.</summary>
    public static VectorRun Of(long document, ReadOnlySpan<byte> stored, int dimensions)
    {
        var size = VectorCode.SizeOf(dimensions);
        if (stored.Length % size != 0)
        {
            throw new InvalidDataException($"expected codes of {size} bytes a vector for document {document}, found {stored.Length} bytes in all; the store is damaged.");
        }

        var (count, stride) = (stored.Length / size, CodeScan.Stride(dimensions));
        var codes = new sbyte[count * stride];
        var steps = new float[count];
        for (var at = 0; at < count; at++)
        {
            steps[at] = VectorCode.Read(stored.Slice(at * size, size), codes.AsSpan(at * stride, dimensions));
        }

        return new VectorRun(document, codes, steps);
    }

    public void CopyTo(Span<sbyte> codes, Span<float> steps, int stride)
    {
        Codes.Span[..(Count * stride)].CopyTo(codes);
        Steps.Span.CopyTo(steps);
    }
}
