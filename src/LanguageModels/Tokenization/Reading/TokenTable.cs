using LanguageModels.Tokenization.Adding;
using LanguageModels.Tokenization.Models;
using LanguageModels.Tokenization.Texts;

namespace LanguageModels.Tokenization.Reading;

/// <summary>All tokens, of the model and added, both ways.</summary>
internal sealed class TokenTable
{
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly string?[] _tokens;
    private readonly bool[] _special;

    internal TokenTable(Vocabulary vocabulary, IReadOnlyList<AddedToken> added, JsonField section)
    {
        var size = 1 + Math.Max(vocabulary.Entries.Select(entry => entry.Value).DefaultIfEmpty(-1).Max(), added.Select(token => token.Id).DefaultIfEmpty(-1).Max());
        (_tokens, _special) = (new string?[size], new bool[size]);
        foreach (var (token, id) in vocabulary.Entries)
        {
            Set(token, id, section);
        }

        foreach (var token in added)
        {
            Set(token.Content, token.Id, section);
            _special[token.Id] = token.IsSpecial;
        }
    }

    /// <summary>By id; null for ids without a token.</summary>
    internal IReadOnlyList<string?> Tokens => _tokens;

    internal int? IdOf(string token) => _ids.TryGetValue(token, out var id) ? id : null;

    internal bool IsSpecial(int id) => (uint)id < (uint)_special.Length && _special[id];

    /// <summary>White space at the ends of a byte-level token, in characters.</summary>
    internal (int Leading, int Trailing) SpacesOf(int id)
    {
        var token = _tokens[id] ?? "";
        return (token.TakeWhile(IsSpace).Count(), token.Reverse().TakeWhile(IsSpace).Count());
    }

    private static bool IsSpace(char character) => character == ByteAlphabet.CharacterOf((byte)' ') || char.IsWhiteSpace(character);

    private void Set(string token, int id, JsonField section)
    {
        if (_tokens[id] is { } other && other != token)
        {
            throw section.Wrong("one token an id", $"'{other}' and '{token}' with the id {id}");
        }

        if (_ids.TryGetValue(token, out var known) && known != id)
        {
            throw section.Wrong("one id a token", $"{known} and {id} for '{token}'");
        }

        (_tokens[id], _ids[token]) = (token, id);
    }
}
