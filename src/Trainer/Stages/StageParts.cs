using Trainer.Training;

namespace Trainer.Stages;

/// <summary>Sources that several stages are made of.</summary>
internal static class StageParts
{
    private const ulong EarlierSeed = 0x5EED0001, GeneralSeed = 0x5EED0002;

    /// <summary>
    /// Question rows of the material's pairs; where there are earlier ones too, they make up a share of the tokens, so that what was
    /// learnt stays (replay).
    /// </summary>
    public static IRowSource Questions(StageMaterial material, QuestionSettings settings)
    {
        var format = material.Format;
        var noise = new QuestionNoise(settings.Noise, format.FirstPlainToken, format.Vocabulary);
        var rounds = new QuestionRounds(format, material.Pairs, settings.UnknownShare, noise, material.Seed);
        return material.EarlierPairs.IsEmpty || settings.Replay <= 0
            ? rounds
            : new MixedRows(
                (rounds, 1 - settings.Replay),
                (new QuestionRounds(format, material.EarlierPairs, settings.UnknownShare, noise, material.Seed ^ EarlierSeed), settings.Replay));
    }

    /// <summary>Blocks of the documents; where there are general texts too, those make up a share of the tokens.</summary>
    public static IRowSource Blocks(StageMaterial material, IReadOnlyList<StageDocument> documents, int length, double replay)
    {
        var blocks = new DocumentBlocks(material.Format, documents, length, material.Seed);
        return material.GeneralDocuments.IsEmpty || replay <= 0
            ? blocks
            : new MixedRows(
                (blocks, 1 - replay),
                (new DocumentBlocks(material.Format, material.GeneralDocuments, length, material.Seed ^ GeneralSeed), replay));
    }

    public static BatchComposer Batches(StageMaterial material, IRowSource rows, BatchShape shape) => new(rows, shape, material.Format.Padding);
}
