using System.Globalization;
using System.Text.Json;

namespace LanguageModels.Tokenization.Reading;

/// <summary>A value of a JSON file with the path that leads to it, so that every complaint names its place.</summary>
/// <param name="Value">The value; undefined where the file has none.</param>
/// <param name="Path">Such as <c>model.merges[3]</c>.</param>
/// <param name="File">Name of the file for messages.</param>
internal readonly record struct JsonField(JsonElement Value, string Path, string File)
{
    private const int MostText = 1 << 16;

    internal bool IsAbsent => Value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;

    /// <summary>A member of an object; absent where it or the object is absent.</summary>
    internal JsonField this[string name]
    {
        get
        {
            if (!IsAbsent && Value.ValueKind != JsonValueKind.Object)
            {
                throw Unlike("an object");
            }

            var found = !IsAbsent && Value.TryGetProperty(name, out var member) ? member : default;
            return new JsonField(found, Path.Length == 0 ? name : $"{Path}.{name}", File);
        }
    }

    /// <param name="most">In UTF-16 units.</param>
    internal string Text(int most = MostText)
    {
        var text = LongText();
        return text.Length <= most ? text : throw Wrong($"a string of at most {most} characters", $"{text.Length}");
    }

    /// <summary>A string of any length, such as base64.</summary>
    internal string LongText() => Value.ValueKind == JsonValueKind.String ? Value.GetString()! : throw Unlike("a string");

    internal string? OptionalText() => IsAbsent ? null : Text();

    internal bool Flag(bool otherwise) => Value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => IsAbsent ? otherwise : throw Unlike("true or false"),
    };

    internal int Number(int least, int most) =>
        Value.ValueKind == JsonValueKind.Number && Value.TryGetInt32(out var number) && number >= least && number <= most
            ? number
            : throw Unlike(string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"));

    internal double Real() =>
        Value.ValueKind == JsonValueKind.Number && Value.TryGetDouble(out var real) && double.IsFinite(real) ? real : throw Unlike("a finite number");

    internal IEnumerable<JsonField> Items(int most)
    {
        if (Value.ValueKind != JsonValueKind.Array)
        {
            throw Unlike("an array");
        }

        if (Value.GetArrayLength() > most)
        {
            throw Wrong($"at most {most} entries", $"{Value.GetArrayLength()}");
        }

        return Each();
    }

    /// <summary>The complaint that this value is of the wrong kind.</summary>
    internal InvalidDataException Unlike(string expected) => Wrong(expected, Found());

    internal InvalidDataException Wrong(string expected, string found) =>
        new($"{File}: {(Path.Length == 0 ? "the file" : Path)}: expected {expected}, found {found}.");

    private IEnumerable<JsonField> Each()
    {
        var index = 0;
        foreach (var item in Value.EnumerateArray())
        {
            yield return new JsonField(item, string.Create(CultureInfo.InvariantCulture, $"{Path}[{index++}]"), File);
        }
    }

    private string Found()
    {
        if (Value.ValueKind == JsonValueKind.Undefined)
        {
            return "nothing";
        }

        var raw = Value.GetRawText();
        return raw.Length <= 60 ? raw : $"{raw.AsSpan(0, 60)}...";
    }
}
