using System.Text;
using LanguageModels.Tokenization.Splitting;
using LanguageModels.Tokenization.Texts;

namespace LanguageModels.Tokenization.Reading;

/// <summary>The section <c>pre_tokenizer</c>.</summary>
internal sealed class PreTokenizerReader
{
    private const int MostSteps = 64;

    private readonly List<PreTokenizer> _steps = [];

    /// <summary>Whether the model gets bytes instead of characters.</summary>
    internal bool ByBytes { get; private set; }

    internal PreTokenizer[] Read(JsonField section)
    {
        if (!section.IsAbsent)
        {
            ReadStep(section);
        }

        return [.. _steps];
    }

    private void ReadStep(JsonField step)
    {
        var type = step["type"].Text();
        if (type == "Sequence")
        {
            foreach (var inner in step["pretokenizers"].Items(MostSteps))
            {
                ReadStep(inner);
            }

            return;
        }

        if (_steps.Count == MostSteps)
        {
            throw step.Wrong($"at most {MostSteps} steps", "another");
        }

        if (ByBytes)
        {
            throw step["type"].Wrong("nothing after ByteLevel", type);
        }

        if (type == "ByteLevel")
        {
            ReadByteLevel(step);
        }
        else
        {
            _steps.Add(ReadOther(step, type));
        }
    }

    private void ReadByteLevel(JsonField step)
    {
        if (step["add_prefix_space"].Flag(otherwise: true))
        {
            _steps.Add(new PrefixSpace());
        }

        if (step["use_regex"].Flag(otherwise: true))
        {
            _steps.Add(new Gpt2Words());
        }

        ByBytes = true;
    }

    private static PreTokenizer ReadOther(JsonField step, string type) => type switch
    {
        "Split" => ReadSplit(step),
        "Digits" => new PatternSplit(
            new PointPattern(point => CharacterClasses.Is(point, CharacterClasses.Number)),
            step["individual_digits"].Flag(otherwise: false) ? SplitBehavior.Isolated : SplitBehavior.Contiguous),
        "Metaspace" => ReadMetaspace(step),
        "BertPreTokenizer" => new RunSplit(BertKind, alone: 1),
        "Whitespace" => new RunSplit(point => CharacterClasses.Is(point, CharacterClasses.Word) ? 1 : CharacterClasses.Is(point, CharacterClasses.Space) ? 0 : 2),
        "WhitespaceSplit" => new RunSplit(point => CharacterClasses.Is(point, CharacterClasses.Space) ? 0 : 1),
        "Punctuation" => new PatternSplit(new PointPattern(IsPunctuation), ReadBehavior(step["behavior"], SplitBehavior.Isolated)),
        "CharDelimiterSplit" => ReadDelimiter(step["delimiter"]),
        _ => throw step["type"].Unlike("a known pre-tokenizer (Sequence, ByteLevel, Split, Digits, Metaspace, BertPreTokenizer, Whitespace, WhitespaceSplit, Punctuation, CharDelimiterSplit)"),
    };

    private static PreTokenizer ReadSplit(JsonField step)
    {
        var behavior = ReadBehavior(step["behavior"], null);
        var invert = step["invert"].Flag(otherwise: false);
        return step["pattern"]["Regex"].OptionalText() switch
        {
            _ when behavior is not (SplitBehavior.Isolated or SplitBehavior.Removed) || invert != (behavior == SplitBehavior.Removed)
                => new PatternSplit(PatternReader.Read(step["pattern"]), behavior, invert),
            Gpt2Words.Regex => new Gpt2Words(),
            Gpt4Words.RegexByThree => new Gpt4Words(mostDigits: 3),
            Gpt4Words.RegexByOne => new Gpt4Words(mostDigits: 1),
            _ => new PatternSplit(PatternReader.Read(step["pattern"]), behavior, invert),
        };
    }

    private static Metaspace ReadMetaspace(JsonField step)
    {
        var mark = SinglePoint(step["replacement"]);
        var scheme = step["prepend_scheme"];
        var byFlag = step["add_prefix_space"].Flag(otherwise: true) ? MetaspacePrepend.Always : MetaspacePrepend.Never;
        return new Metaspace(mark, ReadScheme(scheme, byFlag), step["split"].Flag(otherwise: true));
    }

    internal static MetaspacePrepend ReadScheme(JsonField field, MetaspacePrepend otherwise) => field.OptionalText() switch
    {
        null => otherwise,
        "always" => MetaspacePrepend.Always,
        "first" => MetaspacePrepend.First,
        "never" => MetaspacePrepend.Never,
        _ => throw field.Unlike("always, first or never"),
    };

    private static SplitBehavior ReadBehavior(JsonField field, SplitBehavior? otherwise) =>
        field.IsAbsent && otherwise is { } known ? known
        : Enum.TryParse<SplitBehavior>(field.Text(), out var behavior) && Enum.IsDefined(behavior) ? behavior
        : throw field.Unlike("Removed, Isolated, MergedWithPrevious, MergedWithNext or Contiguous");

    private static RunSplit ReadDelimiter(JsonField field)
    {
        var delimiter = SinglePoint(field);
        return new RunSplit(point => point == delimiter ? 0 : 1);
    }

    internal static int SinglePoint(JsonField field) =>
        Rune.TryGetRuneAt(field.Text() is { Length: > 0 } text ? text : " ", 0, out var rune) && rune.Utf16SequenceLength == field.Text().Length
            ? rune.Value
            : throw field.Unlike("one character");

    private static int BertKind(int point) => CharacterClasses.Is(point, CharacterClasses.Space) ? 0 : IsPunctuation(point) ? 1 : 2;

    private static bool IsPunctuation(int point) =>
        CharacterClasses.Is(point, CharacterClasses.Punctuation) || (point < 128 && (char.IsPunctuation((char)point) || char.IsSymbol((char)point)));
}
