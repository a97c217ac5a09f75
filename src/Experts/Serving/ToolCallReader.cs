using System.Collections.Immutable;
using System.Text.Json;

namespace Experts.Serving;

/// <summary>
/// Takes the calls of tools out of an answer's text. What may be the beginning of a call is held back until it is clear; what only looks
/// like one is text after all. For one answer.
/// </summary>
/// <param name="format">How the model writes them.</param>
/// <param name="tools">Which there are.</param>
internal sealed class ToolCallReader(ToolFormat format, OfferedTools tools)
{
    private const string Open = "<tool_call>", Close = "</tool_call>";

    private string _held = "";
    private string _gap = "";
    private bool _isInside;
    private bool _isText;
    private int _found;

    /// <summary>Whether the answer has called something.</summary>
    public bool HasCalls => _found > 0;

    /// <summary>Takes more text; gives what is text for certain, and the calls that became whole.</summary>
    public (string Text, ImmutableArray<CalledTool> Calls) Append(string text, bool isLast)
    {
        _held += text;
        var calls = ImmutableArray.CreateBuilder<CalledTool>();
        var shown = format == ToolFormat.Tagged ? Tagged(calls, isLast) : Plain(calls, isLast);
        return (shown, calls.ToImmutable());
    }

    private string Tagged(ImmutableArray<CalledTool>.Builder calls, bool isLast)
    {
        var shown = "";
        while (true)
        {
            var mark = _isInside ? Close : Open;
            var at = _held.IndexOf(mark, StringComparison.Ordinal);
            if (at < 0)
            {
                return shown + Rest(calls, isLast);
            }

            var before = _held[..at];
            _held = _held[(at + mark.Length)..];
            shown += _isInside ? TryTake(before, calls) ? "" : _gap + Open + before + Close : Before(before);
            _isInside = !_isInside;
        }
    }

    private string Rest(ImmutableArray<CalledTool>.Builder calls, bool isLast)
    {
        var kept = isLast ? 0 : _isInside ? _held.Length : Beginning();
        var rest = _held[..^kept];
        _held = _held[^kept..];
        return !_isInside ? Outside(rest) : !isLast || TryTake(rest, calls) ? "" : _gap + Open + rest; // some models end without the closing mark
    }

    /// <summary>Text before a call, without the blanks at its end: they are text only if the call is none.</summary>
    private string Before(string text)
    {
        var shown = text.TrimEnd();
        _gap = text[shown.Length..];
        return shown;
    }

    /// <summary>Text between calls is nothing but line breaks, which nobody wants.</summary>
    private string Outside(string text) => HasCalls && string.IsNullOrWhiteSpace(text) ? "" : text;

    /// <summary>How much of the end may belong to a mark that is still to come: its beginning, and the blanks before it.</summary>
    private int Beginning()
    {
        var length = Math.Min(Open.Length - 1, _held.Length);
        while (!_held.EndsWith(Open[..length], StringComparison.Ordinal))
        {
            length--;
        }

        return _held.Length - _held[..^length].TrimEnd().Length;
    }

    private string Plain(ImmutableArray<CalledTool>.Builder calls, bool isLast)
    {
        _isText |= _held.AsSpan().TrimStart() is [not '{', ..];
        if (!isLast && !_isText)
        {
            return "";
        }

        var all = _held;
        _held = "";
        return !_isText && TryTake(all, calls) ? "" : all;
    }

    private bool TryTake(string json, ImmutableArray<CalledTool>.Builder calls)
    {
        if (Parse(json) is not { } call || !tools.Names.Contains(call.Name))
        {
            return false;
        }

        if (_found < tools.MostCalls)
        {
            calls.Add(call);
            _found++;
        }

        return true;
    }

    private static CalledTool? Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("name", out var name) || name.ValueKind != JsonValueKind.String)
            {
                return null;
            }

            var given = root.TryGetProperty("arguments", out var arguments) || root.TryGetProperty("parameters", out arguments);
            return !given ? new CalledTool(name.GetString()!, JsonElement.Parse("{}")) // a string has its text
                : arguments.ValueKind == JsonValueKind.Object ? new CalledTool(name.GetString()!, arguments.Clone())
                : null;
        }
        catch (JsonException)
        {
            return null; // The model wrote something else.
        }
    }
}
