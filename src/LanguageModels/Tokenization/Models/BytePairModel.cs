using System.Buffers;

namespace LanguageModels.Tokenization.Models;

/// <summary>BPE (Sennrich et al. 2016): a word's symbols are merged pair by pair, in the order the merges were learnt.</summary>
/// <param name="symbols">What a word consists of at first.</param>
/// <param name="merges">The merges.</param>
/// <param name="wholeWords">Vocabulary to look whole words up in before merging (<c>ignore_merges</c>); null for none.</param>
internal sealed class BytePairModel(WordSymbols symbols, MergeTable merges, WholeWords? wholeWords) : TokenModel
{
    private const int StackSymbols = PairMerging.ScanLimit;

    protected override void EncodeWord(ReadOnlySpan<int> word, TokenSink sink)
    {
        if (wholeWords is not null && wholeWords.IdOf(word) is var id and >= 0)
        {
            sink.Add(id, 0, word.Length);
            return;
        }

        var most = symbols.MostFor(word.Length);
        if (most <= StackSymbols)
        {
            Span<int> memory = stackalloc int[3 * StackSymbols];
            Merge(word, memory, most, sink);
            return;
        }

        var rented = ArrayPool<int>.Shared.Rent(checked(3 * most));
        try
        {
            Merge(word, rented, most, sink);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(rented);
        }
    }

    private void Merge(ReadOnlySpan<int> word, Span<int> memory, int most, TokenSink sink)
    {
        var ids = memory[..most];
        var starts = memory.Slice(most, most);
        var ends = memory.Slice(2 * most, most);
        var count = symbols.Write(word, ids, starts, ends);
        count = count <= PairMerging.ScanLimit
            ? PairMerging.Scan(merges, ids[..count], starts[..count], ends[..count])
            : PairMerging.WithHeap(merges, ids[..count], starts[..count], ends[..count]);
        sink.Add(ids[..count], starts[..count], ends[..count]);
    }
}
