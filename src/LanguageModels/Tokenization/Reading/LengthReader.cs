using System.Text.Json;

namespace LanguageModels.Tokenization.Reading;

/// <summary>The sections <c>truncation</c> and <c>padding</c>.</summary>
internal static class LengthReader
{
    private const int Most = 1 << 30;

    internal static TokenTruncation? ReadTruncation(JsonField section) =>
        section.IsAbsent ? null : new TokenTruncation(
            section["max_length"].Number(0, Most),
            section["stride"].IsAbsent ? 0 : section["stride"].Number(0, Most),
            section["strategy"].OptionalText() switch
            {
                null or "LongestFirst" => TruncationStrategy.LongestFirst,
                "OnlyFirst" => TruncationStrategy.OnlyFirst,
                "OnlySecond" => TruncationStrategy.OnlySecond,
                _ => throw section["strategy"].Unlike("LongestFirst, OnlyFirst or OnlySecond"),
            },
            IsLeft(section["direction"]));

    internal static TokenPadding? ReadPadding(JsonField section)
    {
        if (section.IsAbsent)
        {
            return null;
        }

        var strategy = section["strategy"];
        var isFixed = strategy.Value.ValueKind == JsonValueKind.Object;
        if (!isFixed && strategy.OptionalText() is not (null or "BatchLongest"))
        {
            throw strategy.Unlike("\"BatchLongest\" or {\"Fixed\": length}");
        }

        var multiple = section["pad_to_multiple_of"];
        return new TokenPadding(
            section["pad_id"].Number(0, VocabularyReader.HighestId),
            section["pad_type_id"].IsAbsent ? 0 : section["pad_type_id"].Number(0, 1024),
            isFixed ? strategy["Fixed"].Number(0, Most) : null,
            multiple.IsAbsent ? null : multiple.Number(0, Most),
            IsLeft(section["direction"]));
    }

    private static bool IsLeft(JsonField field) => field.OptionalText() switch
    {
        null or "Right" => false,
        "Left" => true,
        _ => throw field.Unlike("Left or Right"),
    };
}
