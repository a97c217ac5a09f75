using System.Globalization;

namespace Retrieval.Documents;

/// <summary>The value of a document's attribute: a text, a number or a truth value, one of the three.</summary>
/// <remarks>The three kinds that OpenAI's <c>attributes</c> of a vector store file may have.</remarks>
public readonly record struct AttributeValue
{
    private AttributeValue(string? text, double? number, bool? flag) => (Text, Number, Flag) = (text, number, flag);

    /// <summary>The text; null when the value is of another kind.</summary>
    public string? Text { get; }

    /// <summary>The number; null when the value is of another kind.</summary>
    public double? Number { get; }

    /// <summary>The truth value; null when the value is of another kind.</summary>
    public bool? Flag { get; }

    /// <summary>A text.</summary>
    public static AttributeValue Of(string text) => new(text, null, null);

    /// <summary>A finite number.</summary>
    public static AttributeValue Of(double number) => new(null, number, null);

    /// <summary>A truth value.</summary>
    public static AttributeValue Of(bool flag) => new(null, null, flag);

    /// <summary>Less than, equal to or greater than zero; null when the kinds differ. Texts are compared ordinally.</summary>
    public int? CompareTo(AttributeValue other) => (this, other) switch
    {
        ({ Text: { } a }, { Text: { } b }) => string.CompareOrdinal(a, b),
        ({ Number: { } a }, { Number: { } b }) => a.CompareTo(b),
        ({ Flag: { } a }, { Flag: { } b }) => a.CompareTo(b),
        _ => null,
    };

    /// <inheritdoc/>
    public override string ToString() => Text ?? Number?.ToString("R", CultureInfo.InvariantCulture) ?? (Flag is true ? "true" : "false");
}
