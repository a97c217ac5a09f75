using System.Globalization;
using System.Numerics;

namespace Trainer.Corpus.Filtering;

/// <summary>Whether a number's own check digits are right, so that an order number is not taken for an account.</summary>
internal static class CheckDigits
{
    private const string SpanishLetters = "TRWAGMYFPDXBNJZSQVHLCKE";

    /// <summary>What each sign in an odd place of a codice fiscale counts, for 0-9 (as A-J) and A-Z (Decreto 23 December 1976).</summary>
    private static readonly int[] _italianOdd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

    /// <summary>ISO 13616: the first four signs moved to the end and letters as 10 to 35, the number leaves 1 when divided by 97.</summary>
    public static bool IsIban(string text)
    {
        var signs = text.Replace(" ", "", StringComparison.Ordinal);
        if (signs.Length is < 15 or > 34)
        {
            return false;
        }

        var rest = 0;
        foreach (var sign in signs[4..] + signs[..4])
        {
            rest = char.IsAsciiDigit(sign) ? ((rest * 10) + (sign - '0')) % 97 : ((rest * 100) + (sign - 'A' + 10)) % 97;
        }

        return rest == 1;
    }

    /// <summary>ISO/IEC 7812: digits whose Luhn sum ends in 0, as many and beginning as the card networks give them.</summary>
    public static bool IsCard(string text)
    {
        var digits = Digits(text);
        return digits.Length >= 13 && Luhn(digits) % 10 == 0 && ((digits[0] * 1000) + (digits[1] * 100) + (digits[2] * 10) + digits[3]) switch
        {
            >= 4000 and <= 4999 => digits.Length is 13 or 16 or 19,
            >= 5000 and <= 5999 or >= 2221 and <= 2720 or >= 3500 and <= 3599 => digits.Length == 16,
            >= 3400 and <= 3499 or >= 3700 and <= 3799 => digits.Length == 15,
            >= 3000 and <= 3099 or >= 3600 and <= 3699 or >= 3800 and <= 3999 => digits.Length == 14,
            >= 6000 and <= 6999 => digits.Length is >= 16 and <= 19,
            _ => false,
        };
    }

    /// <summary>Area 000, 666 and 900 to 999, group 00 and serial 0000 were never given (SSA POMS RM 10201.035).</summary>
    public static bool IsUsSocialSecurity(string text) =>
        text[..3] is not ("000" or "666") && text[0] != '9' && text[4..6] != "00" && text[7..] != "0000";

    /// <summary>Prefixes that are not given (HMRC NIM39110).</summary>
    public static bool IsUkInsurance(string text) =>
        !"DFIQUV".Contains(text[0]) && !"DFIOQUV".Contains(text[1]) && text[..2] is not ("BG" or "GB" or "KN" or "NK" or "NT" or "TN" or "ZZ");

    /// <summary>DNI and NIE: the number modulo 23 names the letter; X, Y, Z stand for 0, 1, 2.</summary>
    public static bool IsSpanish(string text)
    {
        var signs = text.Replace("-", "", StringComparison.Ordinal);
        var number = signs[..^1].Replace('X', '0').Replace('Y', '1').Replace('Z', '2');
        return number.Length == 8 && SpanishLetters[int.Parse(number, CultureInfo.InvariantCulture) % 23] == signs[^1];
    }

    public static bool IsItalian(string text)
    {
        var sum = 0;
        for (var i = 0; i < 15; i++)
        {
            var value = char.IsAsciiDigit(text[i]) ? text[i] - '0' : text[i] - 'A';
            sum += i % 2 == 0 ? _italianOdd[value] : value;
        }

        return text[15] - 'A' == sum % 26;
    }

    /// <summary>The last two digits are 97 less the rest of the first 13.</summary>
    public static bool IsFrench(string text)
    {
        var digits = text.Replace(" ", "", StringComparison.Ordinal);
        return digits.Length == 15 && 97 - (long)(BigInteger.Parse(digits[..13], CultureInfo.InvariantCulture) % 97) == int.Parse(digits[13..], CultureInfo.InvariantCulture);
    }

    /// <summary>ISO 7064 MOD 11,10; of the first ten digits exactly one occurs twice or three times.</summary>
    public static bool IsGermanTax(string text)
    {
        var digits = Digits(text);
        var product = 10;
        foreach (var digit in digits.Take(10))
        {
            var sum = (digit + product) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }

        var check = 11 - product;
        return digits.Length == 11 && (check == 10 ? 0 : check) == digits[10] && digits.Take(10).CountBy(digit => digit).Count(digit => digit.Value > 1) == 1;
    }

    /// <summary>7 to 15 digits (ITU-T E.164) that are no date.</summary>
    public static bool IsPhone(string text) => Digits(text).Length is >= 7 and <= 15;

    private static int Luhn(int[] digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] * (1 + (i % 2));
            sum += digit > 9 ? digit - 9 : digit;
        }

        return sum;
    }

    private static int[] Digits(string text) => [.. text.Where(char.IsAsciiDigit).Select(digit => digit - '0')];
}
