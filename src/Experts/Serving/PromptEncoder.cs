using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using LanguageModels.Templates;
using LanguageModels.Tokenization;

namespace Experts.Serving;

/// <summary>
/// Makes prompts in tokens. In a conversation the special tokens that the template writes are special tokens, and those that
/// a message spells are text: a user cannot end a turn or begin one for the system. Immutable and thread-safe.
/// </summary>
/// <remarks>
/// Before rendering, a noncharacter is put behind the first character of each special token that a message spells or begins
/// at its end. The template sees nearly the same text (it still trims and splits), no special token of a message survives
/// in the rendering, and the mark is taken out of the stretches between the special tokens before they are encoded.
/// </remarks>
internal sealed class PromptEncoder
{
    private const char FirstMark = '\uFDD0';
    private const char LastMark = '\uFDEF';

    private readonly Tokenizer _tokenizer;
    private readonly ChatTemplate? _template;
    private readonly ExpertFormat _format;
    private readonly ImmutableArray<string> _special;
    private readonly SearchValues<string> _search;

    public PromptEncoder(ExpertFormat format)
    {
        (_tokenizer, _template, _format) = (format.Tokenizer, format.Template, format);
        _special = [.. SpecialTokens(_tokenizer).OrderByDescending(token => token.Length)];
        _search = SearchValues.Create(_special.AsSpan(), StringComparison.Ordinal);
    }

    /// <summary>Whether conversations can be encoded.</summary>
    public bool HasTemplate => _template is not null;

    /// <summary>The prompt of a conversation, up to where the answer begins.</summary>
    /// <exception cref="TemplateException">The template cannot render it, or refuses it.</exception>
    public ImmutableArray<int> Encode(IReadOnlyList<PromptMessage> messages, OfferedTools? tools)
    {
        var template = _template ?? throw new NotSupportedException("The model has no chat template: it continues texts only.");
        var mark = Unused(messages);
        var isMarked = false;
        var variables = new Dictionary<string, object?>
        {
            ["messages"] = messages.Select(object? (message) => Members(message, Marked)).ToList(),
            ["add_generation_prompt"] = true,
            ["bos_token"] = _format.BeginToken ?? "",
            ["eos_token"] = _format.EndToken ?? "",
        };
        if (tools is { Definitions.IsEmpty: false })
        {
            variables["tools"] = tools.Definitions.Select(tool => PlainValue.Of(tool, Marked)).ToList();
        }

        var text = template.Render(variables);
        return isMarked ? EncodeMarked(text, mark) : [.. _tokenizer.Encode(text, addSpecialTokens: false).Ids];

        string Marked(string said) => Mark(said, mark, ref isMarked);
    }

    /// <summary>A message as templates see it; <c>tool_calls</c> is there only where something was called, for some ask just that.</summary>
    private static Dictionary<string, object?> Members(PromptMessage message, Func<string, string> marked)
    {
        var members = new Dictionary<string, object?> { ["role"] = marked(message.Role), ["content"] = marked(message.Content) };
        if (!message.Calls.IsEmpty)
        {
            members["tool_calls"] = message.Calls.Select(object? (call) => new Dictionary<string, object?>
            {
                ["type"] = "function",
                ["function"] = new Dictionary<string, object?> { ["name"] = marked(call.Name), ["arguments"] = PlainValue.Of(call.Arguments, marked) },
            }).ToList();
        }

        return members;
    }

    /// <summary>The prompt of a text to continue, with what the model wants before every text. Special tokens in it are text.</summary>
    public ImmutableArray<int> Encode(string text) => [.. _tokenizer.Encode(text, addSpecialTokens: true, parseSpecialTokens: false).Ids];

    private static IEnumerable<string> SpecialTokens(Tokenizer tokenizer) =>
        from id in Enumerable.Range(0, tokenizer.VocabularySize)
        where tokenizer.IsSpecial(id)
        let token = tokenizer.TokenOf(id)
        where token is { Length: > 0 }
        select token;

    private static char Unused(IReadOnlyList<PromptMessage> messages)
    {
        for (var mark = FirstMark; mark < LastMark; mark++)
        {
            if (!messages.Any(message => message.Content.Contains(mark) || message.Role.Contains(mark)))
            {
                return mark;
            }
        }

        return LastMark; // A text with all 32 noncharacters loses this one; Unicode keeps them out of interchange anyway.
    }

    private string Mark(string text, char mark, ref bool isMarked)
    {
        var result = text.Replace(mark.ToString(), "", StringComparison.Ordinal);
        if (result.AsSpan().ContainsAny(_search))
        {
            foreach (var token in _special)
            {
                result = result.Replace(token, $"{token[0]}{mark}{token[1..]}", StringComparison.Ordinal);
            }
        }

        var begun = LongestBegun(result);
        if (begun > 0)
        {
            result = result.Insert(result.Length - begun + 1, mark.ToString());
        }

        isMarked |= result.Length != text.Length;
        return result;
    }

    /// <summary>Characters at the end that begin a special token which the text after them could complete.</summary>
    private int LongestBegun(string text)
    {
        var longest = 0;
        foreach (var token in _special)
        {
            for (var length = Math.Min(token.Length - 1, text.Length); length > longest; length--)
            {
                if (text.EndsWith(token[..length], StringComparison.Ordinal))
                {
                    longest = length;
                }
            }
        }

        return longest;
    }

    private ImmutableArray<int> EncodeMarked(string text, char mark)
    {
        var ids = ImmutableArray.CreateBuilder<int>();
        var plain = new StringBuilder();
        var at = 0;
        while (at < text.Length)
        {
            var found = text.AsSpan(at).IndexOfAny(_search);
            var next = found < 0 ? text.Length : at + found;
            plain.Append(text, at, next - at);
            at = next;
            if (found >= 0)
            {
                at += Step(text, at, mark, plain, ids);
            }
        }

        Flush(plain, mark, ids);
        return ids.ToImmutable();
    }

    /// <summary>Takes the special token at a place, or one character when a message spelled it; how far it went.</summary>
    private int Step(string text, int at, char mark, StringBuilder plain, ImmutableArray<int>.Builder ids)
    {
        var token = _special.First(token => string.CompareOrdinal(text, at, token, 0, token.Length) == 0);
        if (token.Length == 1 && at + 1 < text.Length && text[at + 1] == mark)
        {
            plain.Append(token);
            return 1;
        }

        Flush(plain, mark, ids);
        ids.Add(_tokenizer.IdOf(token) ?? throw new InvalidOperationException($"The special token '{token}' has no id."));
        return token.Length;
    }

    private void Flush(StringBuilder plain, char mark, ImmutableArray<int>.Builder ids)
    {
        plain.Replace(mark.ToString(), "");
        if (plain.Length > 0)
        {
            ids.AddRange(_tokenizer.Encode(plain.ToString(), addSpecialTokens: false, parseSpecialTokens: false).Ids);
        }

        plain.Clear();
    }
}
