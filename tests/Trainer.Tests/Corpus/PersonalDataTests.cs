using FsCheck;
using FsCheck.Fluent;
using Trainer.Corpus.Filtering;
using Xunit;

namespace Trainer.Tests.Corpus;

/// <summary>The numbers are the published examples of the authorities and networks, or made with right check digits.</summary>
public sealed class PersonalDataTests
{
    [Theory]
    [InlineData("Write to jane.doe+claims@example.co.uk today.", "e-mail", "jane.doe+claims@example.co.uk")]
    [InlineData("Pay to GB29 NWBK 6016 1331 9268 19 please", "iban", "GB29 NWBK 6016 1331 9268 19")]
    [InlineData("IBAN DE89370400440532013000.", "iban", "DE89370400440532013000")]
    [InlineData("Card 4111 1111 1111 1111, valid", "card", "4111 1111 1111 1111")]
    [InlineData("amex 378282246310005", "card", "378282246310005")]
    [InlineData("SSN 536-22-1234 on file", "us-ssn", "536-22-1234")]
    [InlineData("NINO AB 12 34 56 C", "uk-nino", "AB 12 34 56 C")]
    [InlineData("DNI 12345678Z", "es-dni", "12345678Z")]
    [InlineData("codice RSSMRA85T10A562S", "it-codice-fiscale", "RSSMRA85T10A562S")]
    [InlineData("INSEE 2 55 08 14 168 025 38", "fr-insee", "2 55 08 14 168 025 38")]
    [InlineData("Steuer-ID 86 095 742 719", "de-steuer-id", "86 095 742 719")]
    [InlineData("Call +44 20 7946 0958 now", "phone", "+44 20 7946 0958")]
    [InlineData("Call (030) 901820 now", "phone", "(030) 901820")]
    [InlineData("Call 212-555-0199.", "phone", "212-555-0199")]
    [InlineData("Call 0800 417 999.", "phone", "0800 417 999")]
    public void A_piece_of_personal_data_is_found_whole(string text, string kind, string piece)
    {
        var found = Assert.Single(PersonalData.Find(text));

        Assert.Equal((kind, piece), (found.Kind, text[found.Start..found.End]));
    }

    [Theory]
    [InlineData("The limit is 59,750 crowns from 2026-03-01 on.")]
    [InlineData("Card 4111 1111 1111 1112")]
    [InlineData("IBAN DE89370400440532013001")]
    [InlineData("SSN 000-22-1234")]
    [InlineData("Tariff code RZ-657, extension 3759, 09:15 to 14:15")]
    [InlineData("INSEE 2 55 08 14 168 025 39")]
    [InlineData("DNI 12345678A")]
    [InlineData("codice RSSMRA85T10A562T")]
    [InlineData("4111111111111111411111111111111141111111111111114")]
    [InlineData("0000000000000000")]
    [InlineData("version 1.2.3, page 12 of 120, 1,500,000 crowns")]
    public void Figures_without_right_check_digits_are_left_alone(string text)
    {
        Assert.Empty(PersonalData.Find(text));
    }

    [Fact]
    public void Redaction_replaces_each_piece_and_nothing_else()
    {
        const string Text = "Ann: a@b.org, card 4111111111111111; limit 300.";

        Assert.Equal("Ann: [e-mail], card [card]; limit 300.", PersonalData.Redact(Text, PersonalData.Find(Text)));
    }

    [Fact]
    public void A_redacted_text_holds_nothing_more_to_redact()
    {
        string[] pieces = ["a@b.org", "+44 20 7946 0958", "4111 1111 1111 1111", "DE89370400440532013000", "536-22-1234", "word", "3", " ", ", ", "\n", "("];
        var texts = Gen.Elements(pieces).ListOf().Select(parts => string.Join(' ', parts)).ToArbitrary();

        Prop.ForAll(texts, text => PersonalData.Find(PersonalData.Redact(text, PersonalData.Find(text))).Count == 0).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_wrong_digit_is_noticed_by_every_checksum()
    {
        (string Right, Predicate<string> Check)[] numbers =
            [("4111111111111111", CheckDigits.IsCard), ("DE89370400440532013000", CheckDigits.IsIban), ("255081416802538", CheckDigits.IsFrench), ("86095742719", CheckDigits.IsGermanTax)];
        foreach (var (right, check) in numbers)
        {
            Assert.True(check(right));
            for (var at = 4; at < right.Length; at++)
            {
                var wrong = right.ToCharArray();
                wrong[at] = (char)('0' + ((wrong[at] - '0' + 1) % 10));
                Assert.False(check(new string(wrong)), new string(wrong));
            }
        }
    }

    [Fact]
    public void A_long_hostile_line_is_read_in_linear_time()
    {
        Assert.Empty(PersonalData.Find(new string('a', 200_000) + "@"));
        Assert.Empty(PersonalData.Find(string.Concat(Enumerable.Repeat("1 ", 100_000)) + "x"));
    }
}
