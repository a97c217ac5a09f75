using LanguageModels.Tokenization;
using Trainer.Corpus.Packing;
using Trainer.Corpus.Pairing;
using Trainer.Corpus.Teaching;

namespace Trainer.Corpus;

/// <summary>Makes a corpus of a domain. The same documents, files, settings and teacher's replies give the same bytes.</summary>
/// <param name="settings">How.</param>
/// <param name="heldOut">Questions that must not be taught; null for none.</param>
public sealed class CorpusBuilder(CorpusSettings settings, HeldOutQuestions? heldOut = null)
{
    private HeldOutQuestions HeldOut => heldOut ?? HeldOutQuestions.None;

    /// <summary>Builds a corpus into <c>&lt;parent&gt;/&lt;hash&gt;</c>, which appears whole or not at all; one that is there already is opened.</summary>
    /// <param name="texts">The documents.</param>
    /// <param name="pairFiles">The owner's files of pairs.</param>
    /// <param name="teacher">Writes pairs and wordings; null for none.</param>
    /// <param name="parent">Folder of all corpora; created when missing.</param>
    /// <param name="progress">Is told each step.</param>
    /// <param name="cancellationToken">Ends it; only the teacher's replies stay.</param>
    /// <exception cref="ArgumentException">A setting is out of its range; all are named.</exception>
    /// <exception cref="InvalidDataException">A file of pairs is damaged, or nothing is left to train on.</exception>
    public async Task<TrainingCorpus> BuildAsync(
        DomainTexts texts, IReadOnlyList<string> pairFiles, Teacher? teacher, string parent, IProgress<CorpusProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(texts);
        settings.Check();
        progress?.Report(new CorpusProgress("documents", 0, texts.Count));
        var domain = DomainPairs.Read(texts, pairFiles, settings);
        var taught = await TaughtAsync(domain, teacher, progress, cancellationToken);
        var pairs = WithUnknown(PairMerging.Merge(taught, HeldOut, domain.Refusals), domain.Refusals);
        if (domain.Documents.Count == 0 && pairs.Count == 0)
        {
            throw new InvalidDataException(
                $"Nothing is left to train on in '{texts.Domain}': {texts.Count} documents were looked at and none kept ({string.Join(", ", domain.Judged.CountBy(one => one.Record.Fate ?? "none").Select(fate => $"{fate.Value} by {fate.Key}"))}), and there are no pairs.");
        }

        progress?.Report(new CorpusProgress("tokenizer", 0, 1));
        var tokenizer = TokenizerOf(domain, pairs, cancellationToken);
        progress?.Report(new CorpusProgress("packing", 0, domain.Documents.Count));
        return CorpusFolder.Write(parent, texts.Domain, settings, domain, pairs, tokenizer, Pack(domain, tokenizer));
    }

    private static async Task<List<NotePair>> TaughtAsync(DomainPairs domain, Teacher? teacher, IProgress<CorpusProgress>? progress, CancellationToken cancellationToken)
    {
        if (teacher is null)
        {
            return [.. domain.Pairs];
        }

        var pairs = new List<NotePair>();
        foreach (var (at, document) in domain.Documents.Index())
        {
            progress?.Report(new CorpusProgress("teacher: notes", at, domain.Documents.Count));
            pairs.AddRange(await teacher.WriteAsync(document, domain.Refusals, cancellationToken));
        }

        foreach (var (at, pair) in domain.Pairs.Index())
        {
            progress?.Report(new CorpusProgress("teacher: wordings", at, domain.Pairs.Count));
            pairs.Add(await teacher.RewordAsync(pair, domain.Refusals, cancellationToken));
        }

        return pairs;
    }

    /// <summary>Made groups fill the share up that the owner's own ones leave.</summary>
    private IReadOnlyList<NotePair> WithUnknown(IReadOnlyList<NotePair> pairs, PairRefusals refusals)
    {
        var known = pairs.Count(pair => pair.Note is not null);
        var wanted = (int)Math.Round(known * settings.UnknownShare / (1 - settings.UnknownShare)) - (pairs.Count - known);
        return wanted <= 0 ? pairs : PairMerging.Merge([.. pairs, .. new UnknownPairs(pairs, settings.Seed).Make(wanted)], HeldOut, refusals);
    }

    /// <summary>Byte-level BPE over documents, notes and every n-th wording, digits apart, no leading blank (small-experts recipe).</summary>
    private byte[] TokenizerOf(DomainPairs domain, IReadOnlyList<NotePair> pairs, CancellationToken cancellationToken)
    {
        var trainer = new BytePairTrainer(new BytePairTraining
        {
            VocabularySize = settings.VocabularySize,
            SpecialTokens = RecipeTokens.Texts,
            IndividualDigits = true,
        });
        foreach (var text in domain.Documents.Select(document => document.Text).Concat(pairs.Select(pair => pair.Note).OfType<string>()))
        {
            trainer.Add(text);
        }

        foreach (var (at, wording) in pairs.SelectMany(pair => pair.Wordings).Index().Where(one => one.Index % settings.TokenizerWordingStride == 0))
        {
            trainer.Add(Experts.Memory.QuestionText.Normalise(wording));
        }

        return trainer.Train(cancellationToken);
    }

    private byte[] Pack(DomainPairs domain, byte[] tokenizerFile)
    {
        var tokenizer = Tokenizer.Parse(tokenizerFile);
        var numbers = domain.Judged.Index().ToDictionary(one => one.Item.Record.Id, one => one.Index, StringComparer.Ordinal);
        var packing = new TokenPacking(settings.RowLength);
        foreach (var document in domain.Documents)
        {
            packing.Add(
                [RecipeTokens.Document, .. tokenizer.Encode(document.Text, addSpecialTokens: false, parseSpecialTokens: false).Ids, RecipeTokens.End],
                numbers[document.Document.Id]);
        }

        return packing.ToBytes();
    }
}
