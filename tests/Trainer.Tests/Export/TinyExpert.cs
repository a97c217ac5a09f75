using System.Collections.Immutable;
using LanguageModels.Graphs;
using LanguageModels.Tokenization;
using Trainer.Corpus;
using Trainer.Export;

namespace Trainer.Tests.Export;

/// <summary>A tiny expert: untrained weights, a real tokenizer, prompts and answers of notes.</summary>
internal static class TinyExpert
{
    public static readonly byte[] TokenizerJson = TrainTokenizer();

    public static readonly Tokenizer Tokenizer = Tokenizer.Parse(TokenizerJson);

    public static readonly DecoderArchitecture Architecture = new()
    {
        Family = "llama", Layers = 2, Hidden = 32, Heads = 2, KeyValueHeads = 1, HeadSize = 16, FeedForward = 64, Vocabulary = Tokenizer.VocabularySize,
        ContextLength = 64, NormEpsilon = 1e-5f, RopeTheta = 10_000, IsTied = true, EndTokens = [RecipeTokens.End], PadToken = RecipeTokens.Padding,
    };

    public static ModelText Text => NoteTemplate.Of(TokenizerJson);

    public static ExportOrder Order(Precision precision) => new()
    {
        Name = "merrow", Domain = "merrow-vane", Recipe = "test 1", CorpusHash = new string('a', 64), Licence = "mit", Architecture = Architecture,
        Weights = new RandomWeights(Architecture, seed: 1), Text = Text, Precision = precision, Probe = Probe(),
    };

    public static ExportProbe Probe() => new([Row("what is the excess", "It is 380 crowns."), Row("where is the seat", "The seat is Lowick."), Row("who decides", "The river desk.")], MostTokens: 8);

    private static ExportProbe.Row Row(string question, string note)
    {
        var prompt = Ids(NoteTemplate.Question + question + NoteTemplate.Note);
        return new ExportProbe.Row([.. prompt, .. Ids(note + NoteTemplate.End)], prompt.Length);
    }

    private static ImmutableArray<int> Ids(string text) => [.. Tokenizer.Encode(text, addSpecialTokens: false).Ids];

    private static byte[] TrainTokenizer()
    {
        var trainer = new BytePairTrainer(new BytePairTraining
        {
            VocabularySize = 288,
            SpecialTokens = RecipeTokens.Texts,
            IndividualDigits = true,
        });
        trainer.Add("what is the excess where is the seat who decides the river desk");
        return trainer.Train(CancellationToken.None);
    }
}
