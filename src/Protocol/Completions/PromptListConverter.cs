using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Protocol.Completions;

/// <summary>Reads and writes the four forms of a <see cref="PromptList"/>.</summary>
internal sealed class PromptListConverter : JsonConverter<PromptList>
{
    public override PromptList Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return new PromptList([new PromptItem(reader.GetString()!)], IsSingle: true); // a string token is not null
        }

        Expect(reader.TokenType == JsonTokenType.StartArray);
        reader.Read();
        return reader.TokenType == JsonTokenType.Number
            ? new PromptList([new PromptItem(ReadIds(ref reader))], IsSingle: true)
            : new PromptList(ReadItems(ref reader), IsSingle: false);
    }

    public override void Write(Utf8JsonWriter writer, PromptList value, JsonSerializerOptions options)
    {
        if (value.IsSingle)
        {
            WriteItem(writer, value.Items[0]);
            return;
        }

        writer.WriteStartArray();
        foreach (PromptItem item in value.Items)
        {
            WriteItem(writer, item);
        }

        writer.WriteEndArray();
    }

    private static ImmutableArray<PromptItem> ReadItems(ref Utf8JsonReader reader)
    {
        var items = ImmutableArray.CreateBuilder<PromptItem>();
        for (; reader.TokenType != JsonTokenType.EndArray; reader.Read())
        {
            items.Add(reader.TokenType == JsonTokenType.String ? new PromptItem(reader.GetString()!) : new PromptItem(ReadArray(ref reader)));
        }

        return items.ToImmutable();
    }

    private static ImmutableArray<int> ReadArray(ref Utf8JsonReader reader)
    {
        Expect(reader.TokenType == JsonTokenType.StartArray);
        reader.Read();
        return ReadIds(ref reader);
    }

    /// <summary>Reads from the first id to the end of its array.</summary>
    private static ImmutableArray<int> ReadIds(ref Utf8JsonReader reader)
    {
        var ids = ImmutableArray.CreateBuilder<int>();
        for (; reader.TokenType != JsonTokenType.EndArray; reader.Read())
        {
            Expect(reader.TokenType == JsonTokenType.Number);
            ids.Add(reader.GetInt32());
        }

        return ids.ToImmutable();
    }

    private static void WriteItem(Utf8JsonWriter writer, PromptItem item)
    {
        if (item.Tokens is not { } tokens)
        {
            writer.WriteStringValue(item.Text);
            return;
        }

        writer.WriteStartArray();
        foreach (int id in tokens)
        {
            writer.WriteNumberValue(id);
        }

        writer.WriteEndArray();
    }

    private static void Expect(bool isRight)
    {
        if (!isRight)
        {
            throw new JsonException("Expected a string, an array of strings, an array of token ids, or an array of such arrays.");
        }
    }
}
