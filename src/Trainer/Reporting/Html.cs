using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace Trainer.Reporting;

/// <summary>A piece of HTML. In <c>Html.Of($"...{value}...")</c> every value is escaped, unless it is HTML itself: nothing can be forgotten.</summary>
/// <param name="Text">As it goes into the page.</param>
internal sealed record Html(string Text)
{
    /// <summary>Nothing.</summary>
    public static Html Empty { get; } = new("");

    /// <summary>HTML with values in it; numbers are written as in English.</summary>
    public static Html Of(ref Handler handler) => new(handler.ToString());

    /// <summary>One after the other.</summary>
    public static Html Join(IEnumerable<Html> parts) => new(string.Concat(parts.Select(part => part.Text)));

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>Escapes the values of an interpolated text.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Handler
    {
        private readonly StringBuilder _text;

        /// <summary>Called by the compiler.</summary>
        public Handler(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + 16 * formattedCount);

        /// <summary>Called by the compiler: the page's own text.</summary>
        public void AppendLiteral(string text) => _text.Append(text);

        /// <summary>Called by the compiler: HTML.</summary>
        public void AppendFormatted(Html html) => _text.Append(html.Text);

        /// <summary>Called by the compiler: a value.</summary>
        public void AppendFormatted<T>(T value) => _text.Append(WebUtility.HtmlEncode(Convert.ToString(value, CultureInfo.InvariantCulture)));

        /// <summary>Called by the compiler: a value with a format.</summary>
        public void AppendFormatted<T>(T value, string format)
            where T : IFormattable => _text.Append(WebUtility.HtmlEncode(value.ToString(format, CultureInfo.InvariantCulture)));

        /// <inheritdoc/>
        public override string ToString() => _text.ToString();
    }
}
