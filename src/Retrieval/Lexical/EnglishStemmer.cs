using System.Collections.Frozen;

namespace Retrieval.Lexical;

/// <summary>
/// The Snowball English stemmer (Porter2), https://snowballstem.org/algorithms/english/stemmer.html. Input is a
/// lower-case word without apostrophes, as <see cref="Tokenizer"/> makes it; words with anything outside a-z are
/// returned as they are.
/// </summary>
internal static class EnglishStemmer
{
    private static readonly FrozenDictionary<string, string> Exceptions = new Dictionary<string, string>
    {
        ["skis"] = "ski", ["skies"] = "sky", ["dying"] = "die", ["lying"] = "lie", ["tying"] = "tie",
        ["idly"] = "idl", ["gently"] = "gentl", ["ugly"] = "ugli", ["early"] = "earli", ["only"] = "onli",
        ["singly"] = "singl", ["sky"] = "sky", ["news"] = "news", ["howe"] = "howe", ["atlas"] = "atlas",
        ["cosmos"] = "cosmos", ["bias"] = "bias", ["andes"] = "andes",
    }.ToFrozenDictionary();

    private static readonly FrozenSet<string> InvariantAfterPlural =
        FrozenSet.Create("inning", "outing", "canning", "herring", "earring", "proceed", "exceed", "succeed");

    private static readonly (string Suffix, string Replacement)[] Step2 =
    [
        ("ational", "ate"), ("fulness", "ful"), ("iveness", "ive"), ("ization", "ize"), ("ousness", "ous"),
        ("biliti", "ble"), ("lessli", "less"), ("tional", "tion"), ("alism", "al"), ("aliti", "al"), ("ation", "ate"),
        ("entli", "ent"), ("fulli", "ful"), ("iviti", "ive"), ("ousli", "ous"), ("abli", "able"), ("alli", "al"),
        ("anci", "ance"), ("ator", "ate"), ("enci", "ence"), ("izer", "ize"), ("bli", "ble"), ("ogi", "og"), ("li", ""),
    ];

    private static readonly (string Suffix, string Replacement)[] Step3 =
    [
        ("ational", "ate"), ("tional", "tion"), ("alize", "al"), ("icate", "ic"), ("iciti", "ic"), ("ative", ""),
        ("ical", "ic"), ("ness", ""), ("ful", ""),
    ];

    private static readonly string[] Step4 =
    [
        "ement", "able", "ance", "ence", "ible", "ment", "ant", "ate", "ent", "ion", "ism", "iti", "ive", "ize", "ous",
        "al", "er", "ic",
    ];

    public static string Stem(string word)
    {
        if (word.Length <= 2 || word.Any(c => c is < 'a' or > 'z'))
        {
            return word;
        }

        if (Exceptions.TryGetValue(word, out var stem))
        {
            return stem;
        }

        var w = MarkConsonantY(word);
        var r1 = RegionOne(w);
        var r2 = RegionAfter(w, r1);
        w = Step1A(w);
        if (InvariantAfterPlural.Contains(w))
        {
            return w;
        }

        w = Step1C(Step1B(w, r1));
        w = ApplyStep3(ApplyStep2(w, r1), r1, r2);
        return Step5(ApplyStep4(w, r2), r1, r2).Replace('Y', 'y');
    }

    private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';

    private static string MarkConsonantY(string word)
    {
        var letters = word.ToCharArray();
        for (var i = 0; i < letters.Length; i++)
        {
            if (letters[i] == 'y' && (i == 0 || IsVowel(letters[i - 1])))
            {
                letters[i] = 'Y';
            }
        }

        return new string(letters);
    }

    private static int RegionOne(string w)
    {
        foreach (var prefix in (ReadOnlySpan<string>)["gener", "commun", "arsen"])
        {
            if (w.StartsWith(prefix, StringComparison.Ordinal))
            {
                return prefix.Length;
            }
        }

        return RegionAfter(w, 0);
    }

    /// <summary>The place after the first consonant that follows a vowel, seen from <paramref name="from"/>.</summary>
    private static int RegionAfter(string w, int from)
    {
        for (var i = from + 1; i < w.Length; i++)
        {
            if (IsVowel(w[i - 1]) && !IsVowel(w[i]))
            {
                return i + 1;
            }
        }

        return w.Length;
    }

    private static bool Ends(string w, string suffix) => w.EndsWith(suffix, StringComparison.Ordinal);

    private static bool HasVowel(string w, int end)
    {
        for (var i = 0; i < end; i++)
        {
            if (IsVowel(w[i]))
            {
                return true;
            }
        }

        return false;
    }

    private static string Step1A(string w)
    {
        if (Ends(w, "sses"))
        {
            return w[..^2];
        }

        if (Ends(w, "ied") || Ends(w, "ies"))
        {
            return w.Length > 4 ? w[..^2] : w[..^1];
        }

        return Ends(w, "s") && !Ends(w, "us") && !Ends(w, "ss") && HasVowel(w, w.Length - 2) ? w[..^1] : w;
    }

    private static string Step1B(string w, int r1)
    {
        foreach (var suffix in (ReadOnlySpan<string>)["eedly", "eed"])
        {
            if (Ends(w, suffix))
            {
                return w.Length - suffix.Length >= r1 ? w[..^suffix.Length] + "ee" : w;
            }
        }

        foreach (var suffix in (ReadOnlySpan<string>)["ingly", "edly", "ing", "ed"])
        {
            if (Ends(w, suffix))
            {
                return HasVowel(w, w.Length - suffix.Length) ? AfterVerbEnding(w[..^suffix.Length], r1) : w;
            }
        }

        return w;
    }

    private static string AfterVerbEnding(string w, int r1)
    {
        if (Ends(w, "at") || Ends(w, "bl") || Ends(w, "iz"))
        {
            return w + "e";
        }

        if (w.Length >= 2 && w[^1] == w[^2] && w[^1] is 'b' or 'd' or 'f' or 'g' or 'm' or 'n' or 'p' or 'r' or 't')
        {
            return w.Length >= 2 && w[^1] == w[^2] ? w[..^1] : w;
        }

        return IsShort(w, r1) ? w + "e" : w;
    }

    private static bool IsShort(string w, int r1) => r1 >= w.Length && EndsInShortSyllable(w, w.Length);

    private static bool EndsInShortSyllable(string w, int end)
    {
        if (end == 2)
        {
            return IsVowel(w[0]) && !IsVowel(w[1]);
        }

        return end > 2 && !IsVowel(w[end - 1]) && w[end - 1] is not ('w' or 'x' or 'Y') && IsVowel(w[end - 2])
            && !IsVowel(w[end - 3]);
    }

    private static string Step1C(string w) =>
        w.Length > 2 && w[^1] is 'y' or 'Y' && w.Length > 2 && !IsVowel(w[^2]) ? w[..^1] + "i" : w;

    private static string ApplyStep2(string w, int r1)
    {
        foreach (var (suffix, replacement) in Step2)
        {
            if (!Ends(w, suffix))
            {
                continue;
            }

            var start = w.Length - suffix.Length;
            return start >= r1 && MayReplace(w, suffix, start) ? w[..start] + replacement : w;
        }

        return w;
    }

    private static bool MayReplace(string w, string suffix, int start) => suffix switch
    {
        "ogi" => start > 0 && w[start - 1] == 'l',
        "li" => start > 0 && w[start - 1] is 'c' or 'd' or 'e' or 'g' or 'h' or 'k' or 'm' or 'n' or 'r' or 't',
        _ => true,
    };

    private static string ApplyStep3(string w, int r1, int r2)
    {
        foreach (var (suffix, replacement) in Step3)
        {
            if (Ends(w, suffix))
            {
                var start = w.Length - suffix.Length;
                return start >= (suffix == "ative" ? r2 : r1) ? w[..start] + replacement : w;
            }
        }

        return w;
    }

    private static string ApplyStep4(string w, int r2)
    {
        foreach (var suffix in Step4)
        {
            if (Ends(w, suffix))
            {
                var start = w.Length - suffix.Length;
                var allowed = suffix != "ion" || (start > 0 && w[start - 1] is 's' or 't');
                return start >= r2 && allowed ? w[..start] : w;
            }
        }

        return w;
    }

    private static string Step5(string w, int r1, int r2)
    {
        var last = w.Length - 1;
        if (Ends(w, "e"))
        {
            return last >= r2 || (last >= r1 && !EndsInShortSyllable(w, last)) ? w[..^1] : w;
        }

        return Ends(w, "ll") && last >= r2 ? w[..^1] : w;
    }
}
