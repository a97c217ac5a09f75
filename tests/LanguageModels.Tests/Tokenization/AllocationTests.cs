using Xunit;

namespace LanguageModels.Tokenization;

/// <summary>Budgets of memory per call and per token, on one thread.</summary>
public sealed class AllocationTests
{
    private static readonly Tokenizer Trained = Train();

    [Fact]
    public void Counting_tokens_allocates_as_much_for_a_long_text_as_for_a_short_one()
    {
        var text = string.Concat(Enumerable.Repeat("lower newer widest words. ", 2000));
        for (var warm = 0; warm < 3; warm++)
        {
            Trained.CountTokens(text, parseSpecialTokens: true);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        Trained.CountTokens(text, parseSpecialTokens: true);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2048);
    }

    [Fact]
    public void A_stream_of_whole_words_allocates_nothing_per_token()
    {
        var ids = Trained.Encode("lower newer widest lower newer widest", addSpecialTokens: false).Ids;
        var decoder = new IncrementalDecoder(Trained, skipSpecialTokens: true);
        foreach (var id in ids.Concat(ids))
        {
            decoder.Append(id);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 1000; round++)
        {
            foreach (var id in ids)
            {
                decoder.Append(id);
            }
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static Tokenizer Train()
    {
        var trainer = new BytePairTrainer(new BytePairTraining { VocabularySize = 290 });
        trainer.Add("lower newer widest words. lower newer widest words.");
        return Tokenizer.Parse(trainer.Train(CancellationToken.None));
    }
}
