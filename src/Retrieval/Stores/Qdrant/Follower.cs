using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Retrieval.Stores.Qdrant;

/// <summary>
/// Brings a collection up to the store: what changed is written, then what is gone is deleted, then how far it is. Each step leaves the same when it
/// is done twice, so a process killed between them goes on from the last mark. What cannot be changed in place (another space of vectors, other
/// rules, another store, documents grown much longer) is made anew beside the old collection and switched to by the alias.
/// </summary>
internal sealed class Follower(DocumentStore store, QdrantClient client, Collections collections, QdrantOptions options)
{
    private const int PointsAtOnce = 256;
    private const int DeletedAtOnce = 1000;
    private const int MeasuredChunks = 1000;

    /// <summary>How far the mean length may move before the weights of words are computed anew; BM25 hardly sees less.</summary>
    private const double Drift = 1.5;

    private readonly string _plan = $"points 1, quantisation {options.Quantisation}";

    /// <summary>Follows to the newest state of the store.</summary>
    /// <param name="beginning">Called before a collection that is searched is touched.</param>
    /// <param name="cancellationToken">Between requests.</param>
    public async Task<Followed> FollowAsync(Action beginning, CancellationToken cancellationToken)
    {
        var current = await collections.CurrentAsync(cancellationToken);
        using var snapshot = store.BeginRead(cancellationToken);
        var mean = (snapshot.Connection.Scalar("SELECT avg(length) FROM documents", snapshot.Transaction) as double?) ?? 0;
        if (current is null || !Fits(current, snapshot, mean))
        {
            return await MakeAnewAsync(current, snapshot, mean, beginning, cancellationToken);
        }

        if (current.Revision >= snapshot.Revision)
        {
            return current; // Another process was here.
        }

        beginning();
        return await ChangeAsync(current, snapshot, cancellationToken);
    }

    private bool Fits(Followed current, StoreSnapshot snapshot, double mean) =>
        current.Plan == _plan && current.Store == Name && current.Space == (snapshot.ActiveSpace?.Id ?? 0)
        && (mean == 0 || (current.MeanDocument <= mean * Drift && mean <= current.MeanDocument * Drift));

    /// <summary>The file: another one is another store, whatever its revisions are.</summary>
    private string Name => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(store.Path)).AsSpan(0, 8));

    private async Task<Followed> MakeAnewAsync(Followed? current, StoreSnapshot snapshot, double mean, Action beginning, CancellationToken cancellationToken)
    {
        var space = snapshot.ActiveSpace;
        var name = await collections.CreateAsync(current?.Collection, space?.Dimensions, cancellationToken);
        var next = new Followed(name, Name, snapshot.Revision, space?.Id ?? 0, _plan, mean, MeanChunk(snapshot));
        await WriteAsync(next, snapshot, "SELECT number FROM documents ORDER BY number", null, cancellationToken);
        await collections.WriteStateAsync(next, cancellationToken);
        beginning();
        await collections.SwitchAsync(current?.Collection, name, cancellationToken);
        return next;
    }

    private async Task<Followed> ChangeAsync(Followed current, StoreSnapshot snapshot, CancellationToken cancellationToken)
    {
        var changed = Changed(snapshot, current.Revision);
        var present = await WriteAsync(
            current, snapshot, "SELECT number FROM documents WHERE number IN (SELECT value FROM json_each($n)) ORDER BY number", JsonSerializer.Serialize(changed), cancellationToken);
        foreach (var gone in changed.Except(present).Where(number => number != 0).Chunk(DeletedAtOnce))
        {
            await client.SendAsync(HttpMethod.Post, Collections.At(current.Collection, "points/delete?wait=true"), new JsonObject
            {
                ["filter"] = new JsonObject { ["must"] = new JsonArray(Conditions.Any(Fields.Document, gone)) },
            }, cancellationToken);
        }

        var next = current with { Revision = snapshot.Revision };
        await collections.WriteStateAsync(next, cancellationToken);
        return next;
    }

    /// <summary>Numbers of the documents that a snapshot tells to have changed since a revision.</summary>
    public static List<long> Changed(StoreSnapshot snapshot, long since) => snapshot.Connection.Rows(
        "SELECT DISTINCT document FROM changes WHERE revision > $r", row => row.GetInt64(0), snapshot.Transaction, ("$r", since));

    private async Task<List<long>> WriteAsync(Followed state, StoreSnapshot snapshot, string which, string? numbers, CancellationToken cancellationToken)
    {
        var present = snapshot.Connection.Rows(which, row => row.GetInt64(0), snapshot.Transaction, ("$n", numbers ?? "[]"));
        var writer = new PointWriter(snapshot, snapshot.ActiveSpace is { } space && space.Id == state.Space ? space : null, state);
        foreach (var number in present)
        {
            writer.Add(snapshot.Connection.Rows($"SELECT {DocumentRows.FactColumns} FROM documents WHERE number = {number.ToString(CultureInfo.InvariantCulture)}", DocumentRows.ReadFacts, snapshot.Transaction).Single());
            if (writer.Count >= PointsAtOnce)
            {
                await SendAsync(state, writer, cancellationToken);
            }
        }

        if (writer.Count > 0)
        {
            await SendAsync(state, writer, cancellationToken);
        }

        return present;
    }

    private Task SendAsync(Followed state, PointWriter writer, CancellationToken cancellationToken) =>
        client.SendAsync(HttpMethod.Put, Collections.At(state.Collection, "points?wait=true"), writer.Take(), cancellationToken);

    private static double MeanChunk(StoreSnapshot snapshot) => snapshot.Connection.Rows(
        $"SELECT title_path, text FROM chunks ORDER BY id LIMIT {MeasuredChunks}", row => (double)Terms.LengthOfChunk(row.GetString(0), row.GetString(1)), snapshot.Transaction).DefaultIfEmpty(0).Average();
}
