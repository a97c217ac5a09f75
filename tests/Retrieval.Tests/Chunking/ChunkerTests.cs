using System.Text;
using FsCheck.Fluent;
using Retrieval.Chunking;
using Retrieval.Documents;
using Retrieval.Lexical;
using Retrieval.Parsing;
using Xunit;

namespace Retrieval.Tests.Chunking;

public class ChunkerTests
{
    [Theory]
    [InlineData("a.md")]
    [InlineData("a.html")]
    [InlineData("a.txt")]
    public void The_offsets_of_every_chunk_of_any_document_cut_exactly_its_text(string name) =>
        FsCheck.Check.QuickThrowOnFailure(Prop.ForAll(Samples.LongText, text =>
        {
            var document = DocumentReader.Read(Encoding.UTF8.GetBytes(text + "\n\nend"), name);
            var chunks = Chunker.Cut(document);
            var covered = new bool[document.Text.Length];
            foreach (var chunk in chunks)
            {
                Array.Fill(covered, true, chunk.Start, chunk.End - chunk.Start);
            }

            return chunks.All(c => document.Text[c.Start..c.End] == c.Text && c.Text.Length > 0)
                && document.Blocks.All(b => Enumerable.Range(b.Span.Start, b.Span.Length).All(at => covered[at] || !char.IsLetter(document.Text[at])));
        }));

    [Fact]
    public void A_chunk_never_crosses_a_heading()
    {
        var chunks = Cut("# Plan\n\nIntro.\n\n## Limits\n\nThe limit.\n\n## Notice\n\nThe notice.");
        Assert.Equal([("Plan", "Intro."), ("Plan > Limits", "The limit."), ("Plan > Notice", "The notice.")], chunks.Select(c => (c.TitlePath, c.Text)));
    }

    [Fact]
    public void A_long_paragraph_is_cut_between_sentences_and_repeats_one()
    {
        var sentences = Enumerable.Range(1, 30).Select(i => $"Sentence number {i} has exactly nine words in it.").ToList();
        var chunks = Cut(string.Join(' ', sentences));
        Assert.True(chunks.Count > 1);
        Assert.All(chunks, c => Assert.True(Tokenizer.Tokenize(c.Text).Count <= 160));
        Assert.Equal(SentenceSplitter.Split(chunks[0].Text).Count, sentences.FindIndex(s => chunks[1].Text.StartsWith(s, StringComparison.Ordinal)) + 1);
    }

    [Fact]
    public void Table_rows_are_never_cut_and_each_names_its_columns()
    {
        var rows = Enumerable.Range(1, 60).Select(i => $"| Firm {i} | Town {i} | {i} crowns |");
        var chunks = Cut("| Firm | Seat | Rate |\n|---|---|---|\n" + string.Join('\n', rows));
        Assert.True(chunks.Count > 1);
        Assert.All(chunks.SelectMany(c => c.Text.Split('\n')), line => Assert.Matches("^Firm: Firm [0-9]+; Seat: Town [0-9]+; Rate: [0-9]+ crowns$", line));
    }

    [Fact]
    public void A_word_of_a_million_letters_does_not_become_one_chunk() =>
        Assert.True(Cut(new string('x', 1_000_000)).Max(c => c.Text.Length) <= Chunker.MaxCharacters);

    private static IReadOnlyList<Chunk> Cut(string markdown) => Chunker.Cut(DocumentReader.Read(Encoding.UTF8.GetBytes(markdown), "plan.md"));
}
