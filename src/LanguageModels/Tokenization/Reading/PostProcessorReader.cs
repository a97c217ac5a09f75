using LanguageModels.Tokenization.Processing;

namespace LanguageModels.Tokenization.Reading;

/// <summary>The section <c>post_processor</c>.</summary>
/// <param name="spacesOf">Leading and trailing white space of a token.</param>
/// <param name="exists">Whether there is a token of an id.</param>
internal sealed class PostProcessorReader(Func<int, (int Leading, int Trailing)> spacesOf, Func<int, bool> exists)
{
    private const int MostItems = 1024;

    internal PostProcessor Read(JsonField section)
    {
        if (section.IsAbsent)
        {
            return PostProcessor.None;
        }

        return section["type"].Text() switch
        {
            "Sequence" => section["processors"].Items(MostItems).Aggregate(PostProcessor.None, Add),
            "ByteLevel" => new PostProcessor(null, null, ReadTrim(section)),
            "TemplateProcessing" => ReadTemplates(section),
            "BertProcessing" => ReadBert(section),
            "RobertaProcessing" => ReadRoberta(section),
            _ => throw section["type"].Unlike("a known post-processor (Sequence, ByteLevel, TemplateProcessing, BertProcessing, RobertaProcessing)"),
        };
    }

    private PostProcessor Add(PostProcessor before, JsonField section)
    {
        var next = Read(section);
        return next.Single is null ? before with { Trim = next.Trim ?? before.Trim }
            : before.Single is null ? next with { Trim = next.Trim ?? before.Trim }
            : throw section.Wrong("at most one processor that adds tokens", "another");
    }

    private OffsetTrim? ReadTrim(JsonField section) =>
        section["trim_offsets"].Flag(otherwise: true) ? new OffsetTrim(section["add_prefix_space"].Flag(otherwise: true), spacesOf) : null;

    private PostProcessor ReadTemplates(JsonField section)
    {
        var special = section["special_tokens"];
        return new PostProcessor(
            [.. section["single"].Items(MostItems).Select(item => ReadItem(item, special, texts: 1))],
            [.. section["pair"].Items(MostItems).Select(item => ReadItem(item, special, texts: 2))],
            null);
    }

    private TemplateItem ReadItem(JsonField item, JsonField special, int texts)
    {
        var (sequence, token) = (item["Sequence"], item["SpecialToken"]);
        if (!token.IsAbsent)
        {
            var ids = special[token["id"].Text()]["ids"];
            return new TemplateItem([.. ids.Items(MostItems).Select(Existing)], 0, TypeId(token["type_id"]));
        }

        var place = sequence["id"].OptionalText() switch
        {
            "A" => 0,
            "B" when texts == 2 => 1,
            _ => throw item.Unlike(texts == 2 ? "a special token, or the sequence A or B" : "a special token, or the sequence A"),
        };
        return new TemplateItem(null, place, TypeId(sequence["type_id"]));
    }

    private PostProcessor ReadBert(JsonField section)
    {
        var (separator, classifier) = (TokenAt(section["sep"]), TokenAt(section["cls"]));
        TemplateItem[] single = [new([classifier], 0, 0), new(null, 0, 0), new([separator], 0, 0)];
        return new PostProcessor(single, [.. single, new(null, 1, 1), new([separator], 0, 1)], null);
    }

    private PostProcessor ReadRoberta(JsonField section)
    {
        var (separator, classifier) = (TokenAt(section["sep"]), TokenAt(section["cls"]));
        TemplateItem[] single = [new([classifier], 0, 0), new(null, 0, 0), new([separator], 0, 0)];
        return new PostProcessor(single, [.. single, new([separator], 0, 0), new(null, 1, 0), new([separator], 0, 0)], ReadTrim(section));
    }

    /// <summary>A token and its id, as an array of the two.</summary>
    private int TokenAt(JsonField pair) => pair.Items(2).ToArray() is [_, var id] ? Existing(id) : throw pair.Unlike("a token and its id");

    private int Existing(JsonField id)
    {
        var number = id.Number(0, VocabularyReader.HighestId);
        return exists(number) ? number : throw id.Wrong("the id of a token", $"{number}");
    }

    private static int TypeId(JsonField field) => field.IsAbsent ? 0 : field.Number(0, 1024);
}
