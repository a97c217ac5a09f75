using System.Globalization;
using System.Numerics;
using System.Text;

namespace LanguageModels.Templates;

/// <summary><c>tojson</c> as chat templates have it: key order and non-ASCII characters are kept, HTML is not escaped.</summary>
internal sealed class ValueJson(Budget budget, long? indent, string itemSeparator, string keySeparator, bool sorts, bool asciiOnly)
{
    private readonly StringBuilder _output = new();

    public static string Of(Rendering rendering, object? value, Arguments arguments)
    {
        var indent = arguments.At(1, "indent") as long?;
        var separators = arguments.At(2, "separators") as IReadOnlyList<object?>;
        var json = new ValueJson(
            rendering.Budget,
            indent is null ? null : Math.Clamp(indent.Value, 0, 16),
            separators is [string item, ..] ? item : indent is null ? ", " : ",",
            separators is [_, string key] ? key : ": ",
            Comparing.IsTrue(arguments.At(3, "sort_keys")),
            Comparing.IsTrue(arguments.At(0, "ensure_ascii")));
        json.Write(value, 0);
        return rendering.Budget.Text(json._output.ToString());
    }

    private void Write(object? value, int depth)
    {
        budget.Spend();
        budget.Enter();
        Budget.Length(_output.Length);
        switch (value)
        {
            case IReadOnlyDictionary<string, object?> map:
                var pairs = sorts ? map.OrderBy(p => p.Key, StringComparer.Ordinal) : map.AsEnumerable();
                Items('{', '}', pairs.ToArray(), depth, p => { Quote(p.Key); _output.Append(keySeparator); Write(p.Value, depth + 1); });
                break;
            case IReadOnlyList<object?> list:
                Items('[', ']', list, depth, i => Write(i, depth + 1));
                break;
            case string text:
                Quote(text);
                break;
            default:
                _output.Append(Scalar(value));
                break;
        }

        budget.Leave();
    }

    private void Items<T>(char open, char close, IReadOnlyList<T> items, int depth, Action<T> write)
    {
        _output.Append(open);
        for (var i = 0; i < items.Count; i++)
        {
            _output.Append(i > 0 ? itemSeparator : "");
            NewLine(depth + 1);
            write(items[i]);
        }

        if (items.Count > 0)
        {
            NewLine(depth);
        }

        _output.Append(close);
    }

    private void NewLine(int depth)
    {
        if (indent is { } width)
        {
            _output.Append('\n').Append(' ', (int)width * depth);
        }
    }

    private static string Scalar(object? value) => value switch
    {
        null => "null",
        bool b => b ? "true" : "false",
        long n => n.ToString(CultureInfo.InvariantCulture),
        BigInteger big => big.ToString(CultureInfo.InvariantCulture),
        double d => double.IsNaN(d) ? "NaN" : double.IsInfinity(d) ? (d > 0 ? "Infinity" : "-Infinity") : ValueText.Number(d),
        Undefined undefined => throw undefined.Error(),
        _ => throw new TemplateException("expected a value that JSON can hold, found another one"),
    };

    private void Quote(string text)
    {
        budget.Text(text);
        _output.Append('"');
        foreach (var c in text)
        {
            _output.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\b' => "\\b",
                '\f' => "\\f",
                _ when c < ' ' || (asciiOnly && c > '~') => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => c.ToString(),
            });
        }

        _output.Append('"');
    }
}
