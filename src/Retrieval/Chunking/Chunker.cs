using Retrieval.Documents;
using Retrieval.Lexical;
using Retrieval.Parsing;

namespace Retrieval.Chunking;

/// <summary>
/// Packs the blocks of a document into chunks of about 160 words. A chunk never crosses a heading, so its title path
/// is exact; list items and table rows are never cut; a long paragraph is cut between sentences, and the next chunk
/// then repeats the last sentence, because what follows often refers to it.
/// </summary>
internal static class Chunker
{
    /// <summary>Changes with every rule here: the store re-chunks everything when it differs.</summary>
    public const int RulesVersion = 1;

    /// <summary>No piece is longer, whatever it is made of: a "word" may be a file of its own.</summary>
    public const int MaxCharacters = 4000;

    /// <summary>Words of a chunk unless whoever puts a document wants another number.</summary>
    public const int DefaultWords = 160;

    private const int MaxOverlapWords = 40;
    private const int MaxOverlapCharacters = 400;

    public static IReadOnlyList<Chunk> Cut(ParsedDocument document) => Cut(document, DefaultWords);

    /// <param name="document">What to cut.</param>
    /// <param name="words">Most words of a chunk.</param>
    public static IReadOnlyList<Chunk> Cut(ParsedDocument document, int words)
    {
        var chunks = new List<Chunk>();
        foreach (var section in Sections(document.Blocks))
        {
            Pack(document.Text, section, words, chunks);
        }

        return chunks;
    }

    private static IEnumerable<List<Block>> Sections(IReadOnlyList<Block> blocks)
    {
        var section = new List<Block>();
        foreach (var block in blocks)
        {
            if (section.Count > 0 && section[0].TitlePath != block.TitlePath)
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

    private static void Pack(string text, List<Block> section, int words, List<Chunk> chunks)
    {
        var open = new List<Unit>();
        foreach (var unit in section.SelectMany(block => Units(text, block, words)))
        {
            if (open.Count > 0 && (open.Sum(u => u.Words) + unit.Words > words || unit.Span.End - open[0].Span.Start > MaxCharacters))
            {
                chunks.Add(Close(text, section[0].TitlePath, open));
                open = Overlap(open[^1], unit, words);
            }

            open.Add(unit);
        }

        chunks.Add(Close(text, section[0].TitlePath, open));
    }

    private static List<Unit> Overlap(Unit last, Unit next, int words) =>
        last.Block == next.Block && last.Span.Length <= MaxOverlapCharacters && last.Words <= MaxOverlapWords && last.Words + next.Words <= words && next.Span.End - last.Span.Start <= MaxCharacters ? [last] : [];

    private static IEnumerable<Unit> Units(string text, Block block, int words)
    {
        var whole = new Unit(block, block.Span, Words(text, block.Span));
        if (whole.Words <= words && block.Span.Length <= MaxCharacters)
        {
            return [whole];
        }

        return SentenceSplitter.Split(text, block.Span.Start, block.Span.End)
            .SelectMany(sentence => Pieces(text, sentence, words))
            .Select(span => new Unit(block, span, Words(text, span)));
    }

    /// <summary>A "sentence" without punctuation can be a whole file: it is cut between words.</summary>
    private static IEnumerable<TextSpan> Pieces(string text, TextSpan sentence, int words)
    {
        if (sentence.Length > MaxCharacters)
        {
            return Slices(text, sentence);
        }

        var tokens = Tokenizer.Tokenize(text, sentence.Start, sentence.End);
        return tokens.Count <= words ? [sentence] : tokens.Chunk(words).Select((piece, index) => new TextSpan(
            index == 0 ? sentence.Start : piece[0].Start,
            piece[^1] == tokens[^1] ? sentence.End : piece[^1].End));
    }

    private static IEnumerable<TextSpan> Slices(string text, TextSpan sentence)
    {
        for (var start = sentence.Start; start < sentence.End;)
        {
            var end = Math.Min(start + MaxCharacters, sentence.End);
            end -= end < sentence.End && char.IsHighSurrogate(text[end - 1]) ? 1 : 0;
            yield return new TextSpan(start, end);
            start = end;
        }
    }

    private static int Words(string text, TextSpan span) => Tokenizer.Tokenize(text, span.Start, span.End).Count;

    private static Chunk Close(string text, string titlePath, List<Unit> units)
    {
        var start = units[0].Span.Start;
        var end = units[^1].Span.End;
        return new Chunk(titlePath, start, end, text[start..end]);
    }

    private sealed record Unit(Block Block, TextSpan Span, int Words);
}
