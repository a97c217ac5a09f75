using LanguageModels.Tokenization;
using Trainer.Corpus;
using Xunit;

namespace Trainer.Tests.Corpus;

public sealed class DomainVocabularyTests
{
    [Fact]
    public void The_words_that_are_cut_most_and_used_most_come_first()
    {
        var trainer = new BytePairTrainer(new BytePairTraining { VocabularySize = 300, IndividualDigits = true });
        trainer.Add(string.Concat(Enumerable.Repeat("the house is on the hill and the car ", 20)));
        var tokenizer = Tokenizer.Parse(trainer.Train(TestContext.Current.CancellationToken));

        var chosen = DomainVocabulary.Choose(tokenizer, ["the deductible of the house, the deductible of the car", "subrogation is deductible; 12345678"], 5, 0);

        Assert.Equal([" deductible", " subrogation"], chosen.Select(token => token.Text).Where(text => text.Length > 4));
        Assert.Equal(tokenizer.Encode(" deductible", false, false).Ids, chosen[0].Pieces);
        Assert.Equal(3 * (chosen[0].Pieces.Count - 1), chosen[0].Saved);
        Assert.Empty(DomainVocabulary.Choose(tokenizer, ["the house"], 5, 0.5));
    }
}
