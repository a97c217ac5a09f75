using Retrieval.Documents;
using Retrieval.Lexical;
using Retrieval.Parsing;

namespace Retrieval.Chunking;

/// <summary>
/// Packs the blocks of a document into chunks of about 160 words. A chunk never crosses a heading, so its title path
/// is exact, nor a page; list items and table rows are never cut; a long paragraph is cut between sentences, and the next chunk
/// then repeats the last sentence, because what follows often refers to it. Whoever puts a document here may choose other sizes.
/// </summary>
internal static class Chunker
{
    /// <summary>Changes with every rule here: the store re-chunks everything when it differs.</summary>
    public const int RulesVersion = 1;

    /// <summary>No piece is longer, whatever it is made of: a "word" may be a file of its own.</summary>
    public const int MaxCharacters = 4000;

    /// <summary>Longest sentence that is repeated.</summary>
    public const int MaxOverlapCharacters = 400;

    public static IReadOnlyList<Chunk> Cut(ParsedDocument document) => Cut(document, ChunkSize.Usual);

    public static IReadOnlyList<Chunk> Cut(ParsedDocument document, ChunkSize size)
    {
        var chunks = new List<Chunk>();
        foreach (var section in Sections(document.Blocks))
        {
            Pack(document.Text, section, size, chunks);
        }

        return chunks;
    }

    private static IEnumerable<List<Block>> Sections(IReadOnlyList<Block> blocks)
    {
        var section = new List<Block>();
        foreach (var block in blocks)
        {
            if (section.Count > 0 && (section[0].TitlePath != block.TitlePath || section[0].Page != block.Page))
            {
                yield return section;
                section = [];
            }

            section.Add(block);
        }

        if (section.Count > 0)
        {
            yield return section;
        }
    }

    private static void Pack(string text, List<Block> section, ChunkSize size, List<Chunk> chunks)
    {
        var open = new List<Unit>();
        foreach (var unit in section.SelectMany(block => Units(text, block, size)))
        {
            if (open.Count > 0 && (open.Sum(u => u.Words) + unit.Words > size.Words || unit.Span.End - open[0].Span.Start > size.Characters))
            {
                chunks.Add(Close(text, section[0], open));
                open = Overlap(open, unit, size);
            }

            open.Add(unit);
        }

        chunks.Add(Close(text, section[0], open));
    }

    /// <summary>What the next chunk repeats: whole sentences or items, as far as the limits of size and overlap allow.</summary>
    private static List<Unit> Overlap(List<Unit> closed, Unit next, ChunkSize size)
    {
        var from = closed.Count;
        var words = 0;
        while (from > 0 && size.MayRepeat(closed[from - 1], next, closed.Count - from)
            && words + closed[from - 1].Words is var more && more <= size.OverlapWords && more + next.Words <= size.Words
            && next.Span.Start - closed[from - 1].Span.Start <= size.OverlapCharacters && next.Span.End - closed[from - 1].Span.Start <= size.Characters)
        {
            words = more;
            from--;
        }

        return closed[from..];
    }

    private static IEnumerable<Unit> Units(string text, Block block, ChunkSize size)
    {
        var whole = new Unit(block, block.Span, Words(text, block.Span));
        if (whole.Words <= size.Words && block.Span.Length <= size.Characters)
        {
            return [whole];
        }

        return SentenceSplitter.Split(text, block.Span.Start, block.Span.End)
            .SelectMany(sentence => Pieces(text, sentence, size))
            .Select(span => new Unit(block, span, Words(text, span)));
    }

    /// <summary>A "sentence" without punctuation can be a whole file: it is cut between words.</summary>
    private static IEnumerable<TextSpan> Pieces(string text, TextSpan sentence, ChunkSize size)
    {
        if (sentence.Length > size.Characters)
        {
            return Slices(text, sentence, size.Characters);
        }

        var tokens = Tokenizer.Tokenize(text, sentence.Start, sentence.End);
        return tokens.Count <= size.Words ? [sentence] : tokens.Chunk(size.Words).Select((piece, index) => new TextSpan(
            index == 0 ? sentence.Start : piece[0].Start,
            piece[^1] == tokens[^1] ? sentence.End : piece[^1].End));
    }

    private static IEnumerable<TextSpan> Slices(string text, TextSpan sentence, int characters)
    {
        for (var start = sentence.Start; start < sentence.End;)
        {
            var end = Math.Min(start + characters, sentence.End);
            end -= end < sentence.End && char.IsHighSurrogate(text[end - 1]) ? 1 : 0;
            yield return new TextSpan(start, end);
            start = end;
        }
    }

    private static int Words(string text, TextSpan span) => Tokenizer.Tokenize(text, span.Start, span.End).Count;

    private static Chunk Close(string text, Block first, List<Unit> units)
    {
        var start = units[0].Span.Start;
        var end = units[^1].Span.End;
        return new Chunk(first.TitlePath, start, end, text[start..end], first.Page);
    }

    internal sealed record Unit(Block Block, TextSpan Span, int Words);
}
