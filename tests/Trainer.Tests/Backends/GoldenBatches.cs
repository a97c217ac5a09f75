using System.Text.Json;
using Trainer.Backends;

namespace Trainer.Tests.Backends;

/// <summary>Batches of the reference runs.</summary>
internal static class GoldenBatches
{
    /// <summary>The shared text: inputs are all but the last token of a row, targets all but the first.</summary>
    public static IReadOnlyList<TokenBatch> Text { get; } = FromRows(GoldenRun.All.GetProperty("batches"), 65, shift: true);

    /// <summary>Rows of instruction tuning, labels aligned with their own tokens.</summary>
    public static IReadOnlyList<TokenBatch> Instructions { get; } = [.. GoldenRun.All.GetProperty("masked-labels").GetProperty("micro_batches").EnumerateArray().Select(Masked)];

    /// <summary>Rows of several documents.</summary>
    public static IReadOnlyList<TokenBatch> Packed(JsonElement run)
    {
        var lengths = run.GetProperty("lengths").EnumerateArray().Select(row => row.EnumerateArray().Select(length => length.GetInt32()).ToArray()).ToArray();
        var documents = lengths.SelectMany(row => row.SelectMany((length, number) => Enumerable.Repeat(number, length))).ToArray();
        var plain = FromRows(run.GetProperty("batches"), 64, shift: false);
        return [.. plain.Select(batch => WithDocuments(batch, documents))];
    }

    private static TokenBatch WithDocuments(TokenBatch source, int[] documents)
    {
        var batch = new TokenBatch(source.Rows, source.Columns) { Documents = documents };
        source.Tokens.CopyTo(batch.Tokens, 0);
        for (var i = 0; i < batch.Tokens.Length; i++)
        {
            var isLast = (i + 1) % batch.Columns == 0 || documents[i + 1] != documents[i];
            batch.Targets[i] = isLast ? TokenBatch.NoLabel : batch.Tokens[i + 1];
        }

        return batch;
    }

    private static List<TokenBatch> FromRows(JsonElement tensor, int width, bool shift)
    {
        var (all, batches) = (GoldenRun.Integers(tensor), new List<TokenBatch>());
        for (var start = 0; start < all.Length; start += 4 * width)
        {
            var batch = new TokenBatch(4, shift ? width - 1 : width);
            for (var row = 0; row < 4; row++)
            {
                var tokens = all.AsSpan(start + row * width, width);
                tokens[..batch.Columns].CopyTo(batch.Tokens.AsSpan(row * batch.Columns));
                if (shift)
                {
                    tokens[1..].CopyTo(batch.Targets.AsSpan(row * batch.Columns));
                }
            }

            batches.Add(batch);
        }

        return batches;
    }

    private static TokenBatch Masked(JsonElement source)
    {
        int[][] ids = Rows("ids"), labels = Rows("labels");
        var batch = new TokenBatch(ids.Length, ids[0].Length);
        for (var row = 0; row < batch.Rows; row++)
        {
            ids[row].CopyTo(batch.Tokens, row * batch.Columns);
            labels[row].AsSpan(1).CopyTo(batch.Targets.AsSpan(row * batch.Columns)); // shifted; nothing follows the last token
        }

        return batch;

        int[][] Rows(string name) => [.. source.GetProperty(name).EnumerateArray().Select(row => row.EnumerateArray().Select(id => id.GetInt32()).ToArray())];
    }
}
