using Trainer.Gradients;

namespace Trainer.Backends;

/// <summary>Writes a batch into a session's arrays, whose rows may be longer than the batch's, and reads losses out of them.</summary>
internal static class BatchInputs
{
    /// <summary>Tokens and, in packed batches, documents and positions. Padding is token 0 in a document of its own.</summary>
    public static void FillTokens(StepSession session, TokenBatch batch, int columns)
    {
        var tokens = session.Integers(DecoderLayers.Tokens);
        Spread(batch.Tokens, batch.Columns, tokens, columns, 0);
        if (batch.Documents is not { } documents)
        {
            return;
        }

        var (numbers, positions) = (session.Integers(DecoderLayers.Documents), session.Integers(DecoderLayers.Positions));
        for (var row = 0; row < batch.Rows; row++)
        {
            Number(documents.AsSpan(row * batch.Columns, batch.Columns), numbers.AsSpan(row * columns, columns), positions.AsSpan(row * columns, columns));
        }
    }

    /// <summary>Labels, and the weight of each: the scale, or 0 without one.</summary>
    public static void FillTargets(StepSession session, TokenBatch batch, int columns, float scale)
    {
        FillLabels(session, batch, columns);
        var weights = session.Reals(TokenTargets.WeightsName);
        Array.Clear(weights);
        for (var i = 0; i < batch.Targets.Length; i++)
        {
            weights[Place(i, batch.Columns, columns)] = batch.Targets[i] == TokenBatch.NoLabel ? 0 : scale;
        }
    }

    /// <summary>Labels; token 0 where there is none.</summary>
    public static void FillLabels(StepSession session, TokenBatch batch, int columns)
    {
        var labels = session.Integers(TokenTargets.LabelsName);
        Array.Clear(labels);
        for (var i = 0; i < batch.Targets.Length; i++)
        {
            labels[Place(i, batch.Columns, columns)] = Math.Max(batch.Targets[i], 0);
        }
    }

    /// <summary>What a teacher says.</summary>
    public static void FillTeacher(StepSession session, TokenBatch batch, int columns, int vocabulary)
    {
        switch (batch.Soft)
        {
            case SoftTargets.Top top:
                var tokens = session.Integers(TokenTargets.TopTokensName);
                Distinct(tokens, top.Count);
                Spread(top.Tokens.Span, batch.Columns * top.Count, tokens, columns * top.Count);
                Spread(top.Probabilities.Span, batch.Columns * top.Count, session.Reals(TokenTargets.TopProbabilitiesName), columns * top.Count);
                break;
            case SoftTargets.Full full:
                Spread(full.Logits.Span, batch.Columns * vocabulary, session.Reals(TokenTargets.TeacherLogitsName), columns * vocabulary);
                break;
        }
    }

    /// <summary>The loss summed over the labelled tokens, in double.</summary>
    public static BatchLoss Sum(StepSession session, TokenBatch batch, int columns)
    {
        var (sum, count) = (0.0, 0);
        for (var i = 0; i < batch.Targets.Length; i++)
        {
            if (batch.Targets[i] != TokenBatch.NoLabel)
            {
                sum += session.Output[Place(i, batch.Columns, columns)] + TeacherEntropy.Of(batch.Soft, i);
                count++;
            }
        }

        return new BatchLoss(sum, count);
    }

    /// <summary>Log-probabilities of the labelled tokens, and minus their sum.</summary>
    public static BatchLoss Read(StepSession session, TokenBatch batch, int columns, Span<float> logProbabilities)
    {
        var (sum, count) = (0.0, 0);
        for (var i = 0; i < batch.Targets.Length; i++)
        {
            var isLabelled = batch.Targets[i] != TokenBatch.NoLabel;
            logProbabilities[i] = isLabelled ? session.Output[Place(i, batch.Columns, columns)] : 0;
            sum -= logProbabilities[i];
            count += isLabelled ? 1 : 0;
        }

        return new BatchLoss(sum, count);
    }

    private static int Place(int index, int from, int to)
    {
        var (row, column) = Math.DivRem(index, from);
        return row * to + column;
    }

    private static void Spread(ReadOnlySpan<int> source, int from, long[] destination, int to, long padding)
    {
        Array.Fill(destination, padding);
        Spread(source, from, destination, to);
    }

    private static void Spread(ReadOnlySpan<int> source, int from, long[] destination, int to)
    {
        for (var i = 0; i < source.Length; i++)
        {
            destination[Place(i, from, to)] = source[i];
        }
    }

    private static void Spread(ReadOnlySpan<float> source, int from, float[] destination, int to)
    {
        for (var row = 0; row * from < source.Length; row++)
        {
            source.Slice(row * from, from).CopyTo(destination.AsSpan(row * to));
        }
    }

    /// <summary>Padding also needs tokens that differ: 0, 1, 2 and so on.</summary>
    private static void Distinct(long[] tokens, int count)
    {
        for (var i = 0; i < tokens.Length; i++)
        {
            tokens[i] = i % count;
        }
    }

    private static void Number(ReadOnlySpan<int> documents, Span<long> numbers, Span<long> positions)
    {
        long number = 0, position = 0;
        for (var i = 0; i < numbers.Length; i++)
        {
            var begins = i > 0 && i <= documents.Length && (i == documents.Length || documents[i] != documents[i - 1]);
            (number, position) = begins ? (number + 1, 0) : (number, i == 0 ? 0 : position + 1);
            (numbers[i], positions[i]) = (number, position);
        }
    }
}
