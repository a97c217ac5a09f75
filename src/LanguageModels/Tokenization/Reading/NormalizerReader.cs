using System.Text;
using LanguageModels.Tokenization.Normalizing;
using LanguageModels.Tokenization.Texts;

namespace LanguageModels.Tokenization.Reading;

/// <summary>The section <c>normalizer</c>.</summary>
internal static class NormalizerReader
{
    private const int MostSteps = 64;
    private const int MostContent = 64;

    /// <returns>Null where the file has none.</returns>
    internal static Normalizer? Read(JsonField section)
    {
        List<Normalizer> steps = [];
        if (!section.IsAbsent)
        {
            AddSteps(section, steps);
        }

        return steps.Count < 2 ? steps.FirstOrDefault() : new NormalizerSequence([.. steps]);
    }

    /// <summary>Sequences within sequences become one, so that one limit holds for all that the steps add to a text.</summary>
    private static void AddSteps(JsonField step, List<Normalizer> steps)
    {
        if (step["type"].Text() != "Sequence")
        {
            steps.Add(steps.Count < MostSteps ? ReadStep(step) : throw step.Wrong($"at most {MostSteps} steps", "another"));
            return;
        }

        foreach (var inner in step["normalizers"].Items(MostSteps))
        {
            AddSteps(inner, steps);
        }
    }

    private static Normalizer ReadStep(JsonField step) => step["type"].Text() switch
    {
        "NFC" => new UnicodeForm(NormalizationForm.FormC),
        "NFD" => new UnicodeForm(NormalizationForm.FormD),
        "NFKC" => new UnicodeForm(NormalizationForm.FormKC),
        "NFKD" => new UnicodeForm(NormalizationForm.FormKD),
        "Lowercase" => new Lowercase(),
        "Nmt" => new PointFilter(Nmt.Map),
        "StripAccents" => new PointFilter(BertNormalizer.WithoutAccent),
        "Strip" => new Strip(step["strip_left"].Flag(otherwise: true), step["strip_right"].Flag(otherwise: true)),
        "Prepend" => new Prepend(CodePoints.Of(step["prepend"].Text(MostContent))),
        "Replace" => new Replace(PatternReader.Read(step["pattern"]), CodePoints.Of(step["content"].Text(MostContent))),
        "Precompiled" => ReadMap(step["precompiled_charsmap"]),
        "BertNormalizer" => ReadBert(step),
        _ => throw step["type"].Unlike("a known normaliser (Sequence, NFC, NFD, NFKC, NFKD, Lowercase, Nmt, StripAccents, Strip, Prepend, Replace, Precompiled, BertNormalizer)"),
    };

    private static Normalizer ReadBert(JsonField step)
    {
        var lowercase = step["lowercase"].Flag(otherwise: true);
        return BertNormalizer.Create(
            step["clean_text"].Flag(otherwise: true), step["handle_chinese_chars"].Flag(otherwise: true), step["strip_accents"].Flag(otherwise: lowercase), lowercase);
    }

    private static Normalizer ReadMap(JsonField field)
    {
        var text = field.LongText();
        var bytes = new byte[(text.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(text, bytes, out var count) && CharacterMap.Read(bytes.AsSpan(0, count)) is { } map
            ? map
            : throw field.Wrong("a character map of SentencePiece in base64", $"{text.Length} characters that are none");
    }
}
