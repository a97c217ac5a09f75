using System.Globalization;
using System.Text;
using LanguageModels.Tokenization.Texts;

namespace LanguageModels.Tokenization.Normalizing;

/// <summary>BERT's normaliser: cleans control characters, sets ideographs apart, removes accents, lower case.</summary>
internal static class BertNormalizer
{
    internal static Normalizer Create(bool cleanText, bool setIdeographsApart, bool stripAccents, bool lowercase)
    {
        List<Normalizer> steps = [];
        if (cleanText)
        {
            steps.Add(new PointFilter(Clean));
        }

        if (setIdeographsApart)
        {
            steps.Add(new IdeographSpacing());
        }

        if (stripAccents)
        {
            steps.Add(new UnicodeForm(NormalizationForm.FormD));
            steps.Add(new PointFilter(WithoutAccent));
        }

        if (lowercase)
        {
            steps.Add(new Lowercase());
        }

        return new NormalizerSequence([.. steps]);
    }

    internal static int WithoutAccent(int point) =>
        point >= 0x300 && CharUnicodeInfo.GetUnicodeCategory(point) == UnicodeCategory.NonSpacingMark ? -1 : point;

    private static int Clean(int point) =>
        point is '\t' or '\n' or '\r' ? ' '
        : point is 0 or CodePoints.Replacement || IsControl(point) ? -1
        : CharacterClasses.Is(point, CharacterClasses.Space) ? ' '
        : point;

    private static bool IsControl(int point) =>
        CharUnicodeInfo.GetUnicodeCategory(point) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse;
}
