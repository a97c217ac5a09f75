using System.Text;
using System.Text.Json.Nodes;
using LanguageModels.Tokenization.Adding;
using LanguageModels.Tokenization.Texts;
using LanguageModels.Tokenization.Training;
using LanguageModels.Tokenization.Writing;

namespace LanguageModels.Tokenization;

/// <summary>
/// Trains a byte-level BPE (Sennrich et al. 2016, algorithm 1, over bytes as GPT-2 has it): again and again the most frequent
/// pair becomes a token, of equally frequent ones the pair with the lower ids. The same texts give the same file, in any
/// order. Not thread-safe.
/// </summary>
public sealed class BytePairTrainer
{
    private const int Bytes = 256;
    private const int MostTokens = 1 << 20;

    private readonly BytePairTraining _settings;
    private readonly WordCounts _counts;

    /// <summary>Starts without texts.</summary>
    /// <exception cref="ArgumentException">The vocabulary has no room for bytes and special tokens, or a special token is empty or named twice.</exception>
    public BytePairTrainer(BytePairTraining settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var least = Bytes + settings.SpecialTokens.Count;
        if (settings.VocabularySize < least || settings.VocabularySize > MostTokens)
        {
            throw new ArgumentException($"The vocabulary has from {least} (bytes and special tokens) to {MostTokens} tokens; {settings.VocabularySize} were asked for.", nameof(settings));
        }

        if (settings.SpecialTokens.Distinct(StringComparer.Ordinal).Count() != settings.SpecialTokens.Count || settings.SpecialTokens.Any(token => token.Length < 2))
        {
            throw new ArgumentException("Special tokens have two characters or more and are named once.", nameof(settings));
        }

        (_settings, _counts) = (settings, new WordCounts(settings.IndividualDigits));
    }

    /// <summary>Counts the words of a text. Words do not reach from one text into the next.</summary>
    public void Add(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _counts.Add(text);
    }

    /// <summary>Learns the merges; the tokenizer.json (UTF-8). More texts may be added and training done again.</summary>
    public byte[] Train(CancellationToken stop)
    {
        List<string> tokens = [.. _settings.SpecialTokens, .. Alphabet().Select(character => character.ToString())];
        var merges = Learn(tokens, ReadWords(), stop);
        var splits = JsonNode.Parse("""{"type":"ByteLevel","add_prefix_space":false,"trim_offsets":true,"use_regex":true}""")!;
        return new TokenizerFile
        {
            Added = [.. _settings.SpecialTokens.Select((token, id) => new AddedToken(id, token, IsSpecial: true, IsNormalized: false, SingleWord: false, StripLeft: false, StripRight: false))],
            Tokens = tokens,
            Merges = merges,
            PreTokenizer = _settings.IndividualDigits
                ? new JsonObject { ["type"] = "Sequence", ["pretokenizers"] = new JsonArray(new JsonObject { ["type"] = "Digits", ["individual_digits"] = true }, splits) }
                : splits,
            Decoder = splits.DeepClone(),
        }.ToBytes();
    }

    /// <summary>The stand-ins of all bytes, in the order of their code points, which is the order of their ids.</summary>
    private static char[] Alphabet() => [.. Enumerable.Range(0, Bytes).Select(value => ByteAlphabet.CharacterOf((byte)value)).Order()];

    private List<TrainingWord> ReadWords()
    {
        var ids = new int[Bytes];
        foreach (var (place, character) in Alphabet().Index())
        {
            ids[ByteAlphabet.ByteOf(character)] = _settings.SpecialTokens.Count + place;
        }

        return [.. _counts.InOrder.Select(word => new TrainingWord([.. Encoding.UTF8.GetBytes(word.Key).Select(value => ids[value])], word.Value))];
    }

    private List<(string Left, string Right)> Learn(List<string> tokens, List<TrainingWord> words, CancellationToken stop)
    {
        var known = tokens.Index().ToDictionary(token => token.Item, token => token.Index, StringComparer.Ordinal);
        List<(string, string)> merges = [];
        var queue = Count(words);
        while (tokens.Count < _settings.VocabularySize && queue.Take() is { } pair && pair.Count >= Math.Max(1, _settings.MinimumFrequency))
        {
            stop.ThrowIfCancellationRequested();
            merges.Add((tokens[pair.Left], tokens[pair.Right]));
            var token = tokens[pair.Left] + tokens[pair.Right];
            if (known.TryAdd(token, tokens.Count))
            {
                tokens.Add(token);
            }

            Merge(pair, known[token], words, queue);
        }

        return merges;
    }

    private static PairQueue Count(List<TrainingWord> words)
    {
        var queue = new PairQueue();
        foreach (var (place, word) in words.Index())
        {
            for (var i = 1; i < word.Symbols.Length; i++)
            {
                queue.Change(word.Symbols[i - 1], word.Symbols[i], word.Count, place);
            }
        }

        queue.OfferAll();
        return queue;
    }

    private static void Merge(PairQueue.Pair pair, int merged, List<TrainingWord> words, PairQueue queue)
    {
        List<(int Left, int Right, int Change)> changes = [];
        HashSet<PairQueue.Pair> risen = [];
        foreach (var place in pair.Words.Order().Distinct())
        {
            changes.Clear();
            words[place].Merge(pair.Left, pair.Right, merged, changes);
            foreach (var (left, right, change) in changes.Where(change => (change.Left, change.Right) != (pair.Left, pair.Right)))
            {
                var changed = queue.Change(left, right, change * words[place].Count, place);
                if (change > 0)
                {
                    risen.Add(changed);
                }
            }
        }

        foreach (var other in risen)
        {
            queue.Offer(other);
        }
    }
}
