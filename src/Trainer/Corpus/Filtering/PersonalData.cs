using System.Text;
using System.Text.RegularExpressions;

namespace Trainer.Corpus.Filtering;

/// <summary>
/// Finds e-mail addresses, telephone numbers, account and card numbers and national identity numbers. Numbers with check digits
/// count only when these are right. Names and addresses are not found: no rule tells a person from a product.
/// </summary>
internal static partial class PersonalData
{
    /// <summary>
    /// The kinds with their patterns and checks; of two that overlap the first in this order wins. Where the length is open, the pattern may
    /// take the beginning of a number that follows, and shorter readings are tried.
    /// </summary>
    private static readonly (string Kind, Regex Pattern, Predicate<string> IsValid, bool IsOpen)[] _kinds =
    [
        ("e-mail", Email(), _ => true, false),
        ("iban", Iban(), CheckDigits.IsIban, true),
        ("card", Card(), CheckDigits.IsCard, true),
        ("us-ssn", Ssn(), CheckDigits.IsUsSocialSecurity, false),
        ("uk-nino", Nino(), CheckDigits.IsUkInsurance, false),
        ("es-dni", Dni(), CheckDigits.IsSpanish, false),
        ("it-codice-fiscale", CodiceFiscale(), CheckDigits.IsItalian, false),
        ("fr-insee", Insee(), CheckDigits.IsFrench, false),
        ("de-steuer-id", SteuerId(), CheckDigits.IsGermanTax, false),
        ("phone", Phone(), CheckDigits.IsPhone, true),
    ];

    /// <summary>All pieces, in the order of the text, not overlapping.</summary>
    public static IReadOnlyList<PersonalPiece> Find(string text)
    {
        var found = new List<PersonalPiece>();
        foreach (var (kind, pattern, isValid, isOpen) in _kinds)
        {
            var taken = found.ToList();
            for (var match = pattern.Match(text); match.Success;)
            {
                var piece = Longest(text, new PersonalPiece(kind, match.Index, match.Index + match.Length), isOpen ? 1 : match.Length, isValid, taken);
                if (piece is { } right)
                {
                    found.Add(right);
                }

                match = pattern.Match(text, piece?.End ?? match.Index + 1);
            }
        }

        return [.. found.OrderBy(piece => piece.Start)];
    }

    /// <summary>
    /// The longest beginning of a match that is right and not taken: a number that follows the account's would else hide it. A match has at
    /// most some hundred characters, so this stays linear in the text.
    /// </summary>
    private static PersonalPiece? Longest(string text, PersonalPiece match, int shortest, Predicate<string> isValid, List<PersonalPiece> taken)
    {
        for (var piece = match; piece.End - piece.Start >= shortest; piece = piece with { End = piece.End - 1 })
        {
            var end = piece.End;
            if (IsAlone(text, piece) && (end == match.End || char.IsLetterOrDigit(text[end - 1])) && isValid(text[piece.Start..end])
                && !taken.Exists(other => other.Start < end && match.Start < other.End))
            {
                return piece;
            }
        }

        return null;
    }

    /// <summary>The text with each piece replaced by its kind in brackets.</summary>
    public static string Redact(string text, IEnumerable<PersonalPiece> pieces)
    {
        var result = new StringBuilder(text.Length);
        var at = 0;
        foreach (var piece in pieces)
        {
            result.Append(text, at, piece.Start - at).Append('[').Append(piece.Kind).Append(']');
            at = piece.End;
        }

        return result.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>Not a part of a longer word or number: 13 digits inside of 40 are no card.</summary>
    private static bool IsAlone(string text, PersonalPiece piece) =>
        (piece.Start == 0 || !char.IsLetterOrDigit(text[piece.Start - 1])) && (piece.End == text.Length || !char.IsLetterOrDigit(text[piece.End]));

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;

    [GeneratedRegex(@"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}", Options)]
    private static partial Regex Email();

    [GeneratedRegex(@"[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?", Options)]
    private static partial Regex Iban();

    [GeneratedRegex(@"[0-9](?:[ -]?[0-9]){12,18}", Options)]
    private static partial Regex Card();

    [GeneratedRegex("[0-9]{3}-[0-9]{2}-[0-9]{4}", Options)]
    private static partial Regex Ssn();

    [GeneratedRegex("[A-Z]{2} ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D]", Options)]
    private static partial Regex Nino();

    [GeneratedRegex("[XYZ]?-?[0-9]{7,8}-?[A-Z]", Options)]
    private static partial Regex Dni();

    [GeneratedRegex("[A-Z]{6}[0-9]{2}[A-Z][0-9]{2}[A-Z][0-9]{3}[A-Z]", Options)]
    private static partial Regex CodiceFiscale();

    [GeneratedRegex("[12] ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[0-9]{3} ?[0-9]{3} ?[0-9]{2}", Options)]
    private static partial Regex Insee();

    [GeneratedRegex("[1-9][0-9] ?[0-9]{3} ?[0-9]{3} ?[0-9]{3}", Options)]
    private static partial Regex SteuerId();

    [GeneratedRegex(@"(?:(?:\+|00)[1-9][0-9 ()./-]{5,20}[0-9]|\(0?[0-9]{2,5}\)[ -]?[0-9][0-9 -]{4,12}[0-9]|0[1-9][0-9]{1,4}[ /-][0-9][0-9 -]{3,12}[0-9]|[2-9][0-9]{2}[-.][2-9][0-9]{2}[-.][0-9]{4})", Options)]
    private static partial Regex Phone();
}
