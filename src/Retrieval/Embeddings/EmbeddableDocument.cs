using Retrieval.Stores;

namespace Retrieval.Embeddings;

/// <summary>What is embedded of a document: itself from its beginning, and each chunk below its headings.</summary>
internal sealed class EmbeddableDocument
{
    /// <summary>No encoder reads further; what is cut here need not be taken into words.</summary>
    private const int MaxCharacters = 8192;

    private readonly List<(long Owner, string Text, float[]? Known)> _parts;

    private EmbeddableDocument(long number, string id, List<(long, string, float[]?)> parts) => (Number, Id, _parts) = (number, id, parts);

    public long Number { get; }

    public string Id { get; }

    /// <summary>Texts that no vector is known of.</summary>
    public IEnumerable<string> Wanted => _parts.Where(part => part.Known is null).Select(part => part.Text);

    public static EmbeddableDocument Read(StoreSnapshot snapshot, long number, string model)
    {
        var tables = new VectorTables(snapshot.Connection, snapshot.Transaction);
        var space = tables.Spaces().Find(one => one.Model == model);
        var (id, beginning) = snapshot.Connection.Rows(
            $"SELECT id, trim(title || ' ' || substr(text, 1, {MaxCharacters})) FROM documents WHERE number = $n", row => (row.GetString(0), row.GetString(1)), snapshot.Transaction, ("$n", number)).Single();
        var chunks = snapshot.Connection.Rows(
            "SELECT id, trim(title_path || char(10) || text, char(10)), hash FROM chunks WHERE document = $n ORDER BY id",
            row => (Owner: row.GetInt64(0), Text: row.GetString(1), Hash: (byte[])row[2]), snapshot.Transaction, ("$n", number));
        var parts = chunks.ConvertAll(chunk => (chunk.Owner, chunk.Text, space is null ? null : tables.Find(space.Id, chunk.Owner, chunk.Hash)));
        // A document of one chunk is that chunk: its vector serves for both.
        return new EmbeddableDocument(number, id, [parts is [var only] ? (-number, only.Text, only.Item3) : (-number, beginning, null), .. parts]);
    }

    /// <summary>All vectors by owner, the document's own first.</summary>
    public List<(long Owner, float[] Vector)> With(Dictionary<string, float[]> vectors) =>
        _parts.ConvertAll(part => (part.Owner, part.Known ?? vectors[part.Text]));
}
