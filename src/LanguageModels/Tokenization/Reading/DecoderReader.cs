using System.Text;
using LanguageModels.Tokenization.Decoding;
using LanguageModels.Tokenization.Splitting;
using LanguageModels.Tokenization.Texts;

namespace LanguageModels.Tokenization.Reading;

/// <summary>The section <c>decoder</c>.</summary>
internal sealed class DecoderReader
{
    private const int MostSteps = 64;

    private readonly List<Func<string, bool, string>> _steps = [];
    private bool _byteLevel;
    private bool _byteFallback;
    private bool _fused;
    private char _stripped;
    private int _stripCount;

    internal static DecoderRules Read(JsonField section)
    {
        var reader = new DecoderReader();
        if (section.IsAbsent)
        {
            reader._steps.Add((token, first) => first ? token : " " + token);
        }
        else
        {
            reader.ReadStep(section);
        }

        return new DecoderRules
        {
            Steps = reader._steps,
            ByteLevel = reader._byteLevel,
            ByteFallback = reader._byteFallback,
            Stripped = reader._stripped,
            StripCount = reader._stripCount,
        };
    }

    private void ReadStep(JsonField step)
    {
        var type = step["type"].Text();
        if (_byteLevel || (_stripCount > 0 && _fused))
        {
            throw step["type"].Wrong("nothing after ByteLevel or a Strip of the fused text", type);
        }

        switch (type)
        {
            case "Sequence":
                foreach (var inner in step["decoders"].Items(MostSteps))
                {
                    ReadStep(inner);
                }

                break;
            case "ByteLevel":
                _byteLevel = true;
                break;
            case "ByteFallback":
                _byteFallback = true;
                break;
            case "Fuse":
                _fused = true;
                break;
            case "Strip":
                ReadStrip(step);
                break;
            default:
                ReadTokenStep(step, type);
                break;
        }
    }

    /// <summary>Steps that change tokens one by one; they may not follow what joins them.</summary>
    private void ReadTokenStep(JsonField step, string type)
    {
        if (_fused || _byteFallback)
        {
            throw step["type"].Wrong("ByteFallback, Fuse or Strip here", type);
        }

        _steps.Add(type switch
        {
            "Replace" => ReadReplace(step),
            "Metaspace" => ReadMetaspace(step),
            "WordPiece" => ReadWordPiece(step),
            _ => throw step["type"].Unlike("a known decoder (Sequence, ByteLevel, ByteFallback, Fuse, Strip, Replace, Metaspace, WordPiece)"),
        });
    }

    private void ReadStrip(JsonField step)
    {
        var content = step["content"].Text();
        var (start, stop) = (step["start"].Number(0, 1024), step["stop"].Number(0, 1024));
        if (content is not [< '\u0080'] || !_fused || stop != 0)
        {
            throw step.Unlike("a Strip of one ASCII character from the beginning of the fused text");
        }

        (_stripped, _stripCount) = (content[0], start);
    }

    private static Func<string, bool, string> ReadReplace(JsonField step)
    {
        var content = step["content"].Text();
        if (step["pattern"]["String"].OptionalText() is { Length: > 0 } literal)
        {
            return (token, _) => token.Replace(literal, content, StringComparison.Ordinal);
        }

        var pattern = PatternReader.Read(step["pattern"]);
        return (token, _) => ReplaceMatches(token, pattern, content);
    }

    private static string ReplaceMatches(string token, TextPattern pattern, string content)
    {
        var points = CodePoints.Of(token);
        List<(int Start, int End)> matches = [];
        pattern.Find(points, matches);
        var (text, from) = (new StringBuilder(), 0);
        foreach (var (start, end) in matches)
        {
            text.Append(CodePoints.ToText(points.AsSpan(from, start - from))).Append(content);
            from = end;
        }

        return text.Append(CodePoints.ToText(points.AsSpan(from))).ToString();
    }

    /// <summary>Marks become spaces; those of the first token vanish where the pre-tokenizer puts one before the text.</summary>
    private static Func<string, bool, string> ReadMetaspace(JsonField step)
    {
        var mark = char.ConvertFromUtf32(PreTokenizerReader.SinglePoint(step["replacement"]));
        var byFlag = step["add_prefix_space"].Flag(otherwise: true) ? MetaspacePrepend.Always : MetaspacePrepend.Never;
        var prepends = PreTokenizerReader.ReadScheme(step["prepend_scheme"], byFlag) != MetaspacePrepend.Never;
        return (token, first) => token.Replace(mark, first && prepends ? "" : " ", StringComparison.Ordinal);
    }

    private static Func<string, bool, string> ReadWordPiece(JsonField step)
    {
        var prefix = step["prefix"].OptionalText() ?? "##";
        var cleanUp = step["cleanup"].Flag(otherwise: true);
        return (token, first) =>
        {
            var text = first ? token : prefix.Length > 0 && token.StartsWith(prefix, StringComparison.Ordinal) ? token[prefix.Length..] : " " + token;
            return cleanUp ? WordPieceCleanUp.Of(text) : text;
        };
    }
}
