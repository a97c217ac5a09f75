using LanguageModels.Rewriting;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace LanguageModels.Sessions;

/// <summary>
/// The factors of all loaded adapters, matrix by matrix: entry 0 is the base model, zeros. Lower ranks are filled with zeros. Memory
/// counts when an entry is written. Not thread-safe.
/// </summary>
internal sealed class BankMemory : IDisposable
{
    private readonly Dictionary<string, Matrix> _matrices = new(StringComparer.Ordinal);
    private readonly List<(string Name, OrtValue Value)> _inputs = [];
    private readonly int _entries;

    /// <summary>Takes memory for some matrices.</summary>
    /// <param name="matrices">Each with its rank.</param>
    /// <param name="entries">The base's included.</param>
    public BankMemory(IEnumerable<(AdaptedMatrix Matrix, int Rank)> matrices, int entries)
    {
        _entries = entries;
        try
        {
            foreach (var (matrix, rank) in matrices)
            {
                var memory = new Matrix(matrix, rank, entries);
                _matrices.Add(matrix.Name, memory);
                _inputs.Add((AdapterBank.First(matrix.Name), memory.A.Tensor(TensorElementType.Float, [entries, matrix.Columns, rank])));
                _inputs.Add((AdapterBank.Second(matrix.Name), memory.B.Tensor(TensorElementType.Float, [entries, rank, matrix.Rows])));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public IReadOnlyList<(string Name, OrtValue Value)> Inputs => _inputs;

    public IEnumerable<(AdaptedMatrix Matrix, int Rank)> Matrices => _matrices.Values.Select(matrix => (matrix.Shape, matrix.Rank));

    /// <summary>Whether these fit without taking other memory.</summary>
    public bool Holds(IEnumerable<BankPiece> pieces) => pieces.All(piece => _matrices.TryGetValue(piece.Matrix.Name, out var matrix) && piece.Rank <= matrix.Rank);

    /// <summary>Writes an entry.</summary>
    public void Write(int entry, IEnumerable<BankPiece> pieces)
    {
        Clear(entry);
        foreach (var piece in pieces)
        {
            _matrices[piece.Matrix.Name].Write(entry, piece.A, piece.B, piece.Rank);
        }
    }

    /// <summary>Takes over all entries of a smaller bank.</summary>
    public void Take(BankMemory smaller)
    {
        foreach (var matrix in smaller._matrices.Values)
        {
            for (var entry = 1; entry < _entries; entry++)
            {
                _matrices[matrix.Shape.Name].Write(entry, matrix.EntryOfA(entry), matrix.EntryOfB(entry), matrix.Rank);
            }
        }
    }

    /// <summary>Makes an entry zeros, which is the base model.</summary>
    public void Clear(int entry)
    {
        foreach (var matrix in _matrices.Values)
        {
            matrix.EntryOfA(entry).Clear();
            matrix.EntryOfB(entry).Clear();
        }
    }

    public void Dispose()
    {
        _inputs.ForEach(input => input.Value.Dispose());
        foreach (var matrix in _matrices.Values)
        {
            matrix.A.Dispose();
            matrix.B.Dispose();
        }
    }

    private sealed record Matrix(AdaptedMatrix Shape, int Rank, int Entries)
    {
        public NativeBuffer<float> A { get; } = new((long)Entries * Shape.Columns * Rank);

        public NativeBuffer<float> B { get; } = new((long)Entries * Rank * Shape.Rows);

        public Span<float> EntryOfA(int entry) => A.Slice((long)entry * Shape.Columns * Rank, Shape.Columns * Rank);

        public Span<float> EntryOfB(int entry) => B.Slice((long)entry * Rank * Shape.Rows, Rank * Shape.Rows);

        public void Write(int entry, ReadOnlySpan<float> a, ReadOnlySpan<float> b, int rank)
        {
            var to = EntryOfA(entry);
            for (var column = 0; column < Shape.Columns; column++)
            {
                a.Slice(column * rank, rank).CopyTo(to.Slice(column * Rank, rank));
            }

            b.CopyTo(EntryOfB(entry));
        }
    }
}
