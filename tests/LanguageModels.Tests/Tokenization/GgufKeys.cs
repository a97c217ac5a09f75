using System.Text;

namespace LanguageModels.Tokenization;

/// <summary>Reads the keys of a GGUF file (version 3, little endian), as far as a tokenizer needs them.</summary>
internal sealed class GgufKeys(BinaryReader reader)
{
    public static GgufVocabulary Vocabulary(string path)
    {
        using var reader = new BinaryReader(new BufferedStream(File.OpenRead(path), 1 << 16));
        var keys = new GgufKeys(reader).Read();
        return new GgufVocabulary
        {
            Model = (string)keys["tokenizer.ggml.model"],
            PreTokenizer = keys.GetValueOrDefault("tokenizer.ggml.pre") as string,
            Tokens = Array.ConvertAll((object[])keys["tokenizer.ggml.tokens"], token => (string)token),
            TokenTypes = Array.ConvertAll((object[])keys["tokenizer.ggml.token_type"], type => (int)type),
            Merges = Array.ConvertAll((object[])keys["tokenizer.ggml.merges"], merge => (string)merge),
            BeginningId = keys.GetValueOrDefault("tokenizer.ggml.bos_token_id") is uint first ? (int)first : null,
            EndId = keys.GetValueOrDefault("tokenizer.ggml.eos_token_id") is uint last ? (int)last : null,
            AddBeginning = keys.GetValueOrDefault("tokenizer.ggml.add_bos_token") as bool?,
        };
    }

    private Dictionary<string, object> Read()
    {
        reader.ReadBytes(4 + 4 + 8);
        var count = reader.ReadUInt64();
        var keys = new Dictionary<string, object>();
        for (ulong i = 0; i < count; i++)
        {
            keys.Add(Text(), Value(reader.ReadUInt32()));
        }

        return keys;
    }

    private string Text() => Encoding.UTF8.GetString(reader.ReadBytes((int)reader.ReadUInt64()));

    private object Value(uint type) => type switch
    {
        0 => reader.ReadByte(),
        1 => reader.ReadSByte(),
        2 => reader.ReadUInt16(),
        3 => reader.ReadInt16(),
        4 => reader.ReadUInt32(),
        5 => reader.ReadInt32(),
        6 => reader.ReadSingle(),
        7 => reader.ReadBoolean(),
        8 => Text(),
        9 => Items(),
        10 => reader.ReadUInt64(),
        11 => reader.ReadInt64(),
        12 => reader.ReadDouble(),
        _ => throw new InvalidDataException($"GGUF value type {type}"),
    };

    private object[] Items()
    {
        var type = reader.ReadUInt32();
        var items = new object[reader.ReadUInt64()];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = Value(type);
        }

        return items;
    }
}
