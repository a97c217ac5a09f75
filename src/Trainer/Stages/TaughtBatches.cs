using System.Collections.Immutable;
using System.Numerics.Tensors;
using Trainer.Backends;
using Trainer.Training;

namespace Trainer.Stages;

/// <summary>Batches with a teacher's opinion of each labelled place.</summary>
internal sealed class TaughtBatches(IBatchSource batches, ITrainingModel teacher, DistillationConfig config) : IBatchSource
{
    private float[] _logits = [];

    public ImmutableArray<long> Position => batches.Position;

    public void MoveTo(ReadOnlySpan<long> position) => batches.MoveTo(position);

    public TrainingBatch Next()
    {
        var batch = batches.Next();
        var places = batch.Tokens.Rows * batch.Tokens.Columns;
        var vocabulary = (int)teacher.Parameters["model.embed_tokens.weight"].Shape[0];
        if (_logits.Length != places * vocabulary)
        {
            _logits = new float[places * vocabulary];
        }

        teacher.Logits(batch.Tokens, _logits);
        if (config.Targets == DistillationTargets.Hard)
        {
            Relabel(batch.Tokens, vocabulary);
        }
        else
        {
            batch.Tokens.Soft = config.Top is { } top && top < vocabulary
                ? Top(batch.Tokens, vocabulary, top)
                : new SoftTargets.Full(_logits, config.Temperature, config.Share);
        }

        return batch;
    }

    private void Relabel(TokenBatch tokens, int vocabulary)
    {
        for (var place = 0; place < tokens.Targets.Length; place++)
        {
            if (tokens.Targets[place] != TokenBatch.NoLabel)
            {
                tokens.Targets[place] = TensorPrimitives.IndexOfMax<float>(_logits.AsSpan(place * vocabulary, vocabulary));
            }
        }
    }

    private SoftTargets.Top Top(TokenBatch tokens, int vocabulary, int top)
    {
        var (ids, probabilities) = (new int[tokens.Targets.Length * top], new float[tokens.Targets.Length * top]);
        for (var place = 0; place < tokens.Targets.Length; place++)
        {
            TopTokens.Take(_logits.AsSpan(place * vocabulary, vocabulary), config.Temperature, ids.AsSpan(place * top, top), probabilities.AsSpan(place * top, top));
        }

        return new SoftTargets.Top(top, ids, probabilities, HasRest: true, config.Temperature, config.Share);
    }
}
