using System.Collections.Immutable;
using System.Numerics.Tensors;
using LanguageModels.Tokenization;
using Trainer.Backends;
using Trainer.Corpus;
using Trainer.Stages;

namespace RecipeBench;

/// <summary>Greedy notes straight from a model in training, whole prompts each time: slow, and without any export in between.</summary>
internal sealed class GreedyNotes(ITrainingModel model, TagFormat format, Tokenizer tokenizer, int vocabulary)
{
    private const int Rows = 24, Columns = 96, MostTokens = 44;

    /// <summary>The note of each question with its mean log probability a token and its least likely token's probability.</summary>
    public IReadOnlyList<GivenNote> Write(IReadOnlyList<string> questions) => [.. questions.Chunk(Rows).SelectMany(WriteSome)];

    private IEnumerable<GivenNote> WriteSome(string[] questions)
    {
        var rows = questions.Select(question => new Row([.. format.Prompt(format.Question(question)).Take(Columns - MostTokens)])).ToList();
        while (rows.Any(row => !row.IsDone))
        {
            var columns = (rows.Max(row => row.Tokens.Count) + 15) / 16 * 16;
            var batch = new TokenBatch(Rows, columns);
            foreach (var (place, row) in rows.Index())
            {
                row.Tokens.CopyTo(batch.Tokens, place * columns);
            }

            var logits = new float[Rows * columns * vocabulary];
            model.Logits(batch, logits);
            foreach (var (place, row) in rows.Index().Where(row => !row.Item.IsDone))
            {
                row.Take(logits.AsSpan(((place * columns) + row.Tokens.Count - 1) * vocabulary, vocabulary), MostTokens);
            }
        }

        return rows.Select(row => row.Note(tokenizer));
    }

    private sealed class Row(List<int> tokens)
    {
        private readonly int _prompt = tokens.Count;
        private readonly List<double> _scores = [];

        public List<int> Tokens { get; } = tokens;

        public bool IsDone { get; private set; }

        public void Take(Span<float> logits, int most)
        {
            var best = TensorPrimitives.IndexOfMax<float>(logits);
            var top = logits[best];
            TensorPrimitives.Subtract(logits, top, logits);
            TensorPrimitives.Exp<float>(logits, logits);
            _scores.Add(-Math.Log(TensorPrimitives.Sum<float>(logits)));
            Tokens.Add(best);
            IsDone = best == RecipeTokens.End || _scores.Count >= most;
        }

        public GivenNote Note(Tokenizer tokenizer)
        {
            ImmutableArray<int> note = [.. Tokens.Skip(_prompt)];
            return new GivenNote(
                note.Contains(RecipeTokens.None) ? "" : tokenizer.Decode(note.AsSpan(), skipSpecialTokens: true).Trim(), _scores.Average(), Math.Exp(_scores.Min()));
        }
    }
}
