using System.Text;

namespace LanguageModels.Tokenization.Texts;

/// <summary>GPT-2's printable stand-ins for bytes: printable Latin-1 stands for itself, the others are U+0100 and on.</summary>
internal static class ByteAlphabet
{
    private static readonly char[] Characters = Build();
    private static readonly short[] Bytes = Invert();

    /// <summary>The stand-in of a byte.</summary>
    internal static char CharacterOf(byte value) => Characters[value];

    /// <summary>The byte a character stands for; -1 for none.</summary>
    internal static int ByteOf(char character) => character < Bytes.Length ? Bytes[character] : -1;

    /// <summary>The bytes a token stands for: those of its characters, or its UTF-8 where one of them is no stand-in.</summary>
    internal static byte[] BytesOf(string token)
    {
        var bytes = new byte[token.Length];
        for (var i = 0; i < token.Length; i++)
        {
            if (ByteOf(token[i]) is var value and >= 0)
            {
                bytes[i] = (byte)value;
            }
            else
            {
                return Encoding.UTF8.GetBytes(token);
            }
        }

        return bytes;
    }

    private static char[] Build()
    {
        var characters = new char[256];
        var next = 256;
        for (var value = 0; value < 256; value++)
        {
            var printable = value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);
            characters[value] = (char)(printable ? value : next++);
        }

        return characters;
    }

    private static short[] Invert()
    {
        var bytes = new short[Characters.Max() + 1];
        Array.Fill(bytes, (short)-1);
        for (var value = 0; value < 256; value++)
        {
            bytes[Characters[value]] = (short)value;
        }

        return bytes;
    }
}
