using System.Collections.Immutable;
using Experts.Memory;
using Trainer.Corpus;
using Trainer.Training;

namespace Trainer.Stages;

/// <summary>
/// The part of a note that its questions ask for: the last run of words that no wording contains, such as <c>59,750 crowns</c>.
/// </summary>
/// <param name="Before">The note up to the value.</param>
/// <param name="Text">The value.</param>
/// <param name="After">The note behind it.</param>
internal sealed record NoteValue(string Before, string Text, string After)
{
    /// <summary>Finds it; null when every word of the note is in a wording.</summary>
    public static NoteValue? In(NotePair pair)
    {
        var asked = pair.Wordings.SelectMany(wording => QuestionText.Normalise(wording).Split(' ')).ToHashSet();
        ImmutableArray<(int Start, int End)> words = [.. WordsOf(pair.Note ?? "")];
        var last = words.Length - 1;
        while (last >= 0 && IsAsked(pair.Note!, words[last], asked))
        {
            last--;
        }

        var first = last;
        while (first > 0 && !IsAsked(pair.Note!, words[first - 1], asked))
        {
            first--;
        }

        return last < 0 ? null : Cut(pair.Note!, words[first].Start, words[last].End);
    }

    /// <summary>The note with another value.</summary>
    public string With(string value) => Before + value + After;

    /// <summary>The value with other digits and, where it has none, that of another note.</summary>
    public string Changed(SeededNumbers numbers, ImmutableArray<NoteValue> others)
    {
        var text = Text.Any(char.IsAsciiDigit) ? Text : others[numbers.Below(others.Length)].Text;
        return string.Create(text.Length, (text, numbers), static (changed, from) =>
        {
            for (var place = 0; place < changed.Length; place++)
            {
                var letter = from.text[place];
                changed[place] = char.IsAsciiDigit(letter) ? (char)((place == 0 ? '1' : '0') + from.numbers.Below(place == 0 ? 9 : 10)) : letter;
            }
        });
    }

    private static NoteValue Cut(string note, int start, int end) => new(note[..start], note[start..end], note[end..]);

    private static bool IsAsked(string note, (int Start, int End) word, HashSet<string> asked) =>
        QuestionText.Normalise(note[word.Start..word.End]).Split(' ') is var parts && parts.All(asked.Contains);

    /// <summary>Stretches between blanks, without punctuation at their ends.</summary>
    private static IEnumerable<(int Start, int End)> WordsOf(string note)
    {
        for (var start = 0; start < note.Length;)
        {
            var end = note.IndexOf(' ', start) is >= 0 and var blank ? blank : note.Length;
            var (from, to) = (start, end);
            while (from < to && !char.IsLetterOrDigit(note[from]))
            {
                from++;
            }

            while (to > from && !char.IsLetterOrDigit(note[to - 1]))
            {
                to--;
            }

            if (from < to)
            {
                yield return (from, to);
            }

            start = end + 1;
        }
    }
}
