using System.Text;
using Retrieval.Chunking;
using Retrieval.Parsing;
using Xunit;

namespace Retrieval.Tests.Parsing;

/// <summary>Damaged files of every format: each is read or refused, and what is read can be cut and quoted.</summary>
public class FuzzTests
{
    private const int Files = 120;

    public static TheoryData<string> Names => ["a.md", "a.html", "a.txt", "a.csv", "a.json", "a.jsonl", "a.pdf", "a.docx"];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_damaged_file_is_read_or_refused(string name)
    {
        var whole = Whole(name);
        var refused = 0;
        for (var seed = 0; seed < Files; seed++)
        {
            var damaged = Damage(whole, new Random(seed));
            try
            {
                var document = DocumentReader.Read(damaged, name);
                Assert.All(Chunker.Cut(document), chunk => Assert.Equal(chunk.Text, document.Text[chunk.Start..chunk.End]));
            }
            catch (DocumentFormatException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 0, Files);
        Assert.NotEmpty(DocumentReader.Read(whole, name).Blocks);
    }

    private static byte[] Whole(string name) => Path.GetExtension(name) switch
    {
        ".pdf" => PdfFiles.Handbook(),
        ".docx" => WordFiles.Of(WordFiles.P("Rules", "Titel") + WordFiles.P("It is 15 crowns.") + $"<w:tbl>{WordFiles.Row("A", "B")}{WordFiles.Row("1", "2")}</w:tbl>"),
        ".json" => """[{"title":"Lowick","rates":{"hotel":90},"tags":["a","b"]},{"title":"Farness"}]"""u8.ToArray(),
        ".jsonl" => "{\"title\":\"Lowick\",\"rates\":[1,2]}\n{\"title\":\"Farness\"}\n"u8.ToArray(),
        ".csv" => "City,Note\nLowick,\"by, the \"\"sea\"\"\"\nFarness,\n"u8.ToArray(),
        ".html" => "<html><head><title>T</title></head><body><h1>A</h1><table><tr><th>x</th></tr><tr><td>1</td></tr></table><ul><li>i</li></ul></body></html>"u8.ToArray(),
        _ => Encoding.UTF8.GetBytes("---\ntitle: T\ndate: 2025-01-01\n---\n# A\n\nText of *it*.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- one\n- two\n"),
    };

    /// <summary>Some bytes changed, a piece left out, a piece doubled, or the end cut off.</summary>
    private static byte[] Damage(byte[] whole, Random random)
    {
        var bytes = whole.ToList();
        for (var i = random.Next(1, 12); i > 0; i--)
        {
            bytes[random.Next(bytes.Count)] = (byte)random.Next(256);
        }

        var (at, length) = (random.Next(bytes.Count), random.Next(1, 64));
        var piece = bytes.Skip(at).Take(length).ToList();
        switch (random.Next(4))
        {
            case 0:
                bytes.RemoveRange(at, piece.Count);
                break;
            case 1:
                bytes.InsertRange(random.Next(bytes.Count), piece);
                break;
            case 2:
                bytes.RemoveRange(Math.Max(1, at), bytes.Count - Math.Max(1, at));
                break;
        }

        return [.. bytes];
    }
}
