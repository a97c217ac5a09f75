using Trainer.Corpus.Pairing;
using Xunit;

namespace Trainer.Tests.Corpus;

public sealed class StatementReaderTests
{
    [Theory]
    [InlineData("Office: Kettmere branch; Town: Tolburgh; Telephone: extension 3759", "The telephone of Kettmere branch is extension 3759.")]
    [InlineData("Yearly ceiling: 35,750 crowns", "The yearly ceiling of Umberdale Home Cover is 35,750 crowns.")]
    [InlineData("IT system: Mosaic", "The IT system of Umberdale Home Cover is Mosaic.")]
    [InlineData("Cold file: A file in which nothing has happened for 55 days.", "Cold file means: A file in which nothing has happened for 55 days.")]
    [InlineData("We note it. The excess of Farlmere Shield is 380 crowns. It is low.", "The excess of Farlmere Shield is 380 crowns.")]
    [InlineData("The owner of the Kettford review is Sales Support.", "The owner of the Kettford review is Sales Support.")]
    public void A_statement_becomes_a_note(string line, string note)
    {
        Assert.Contains(note, StatementReader.Read("Umberdale Home Cover", line).Select(statement => statement.Note));
    }

    [Theory]
    [InlineData("It is a fine day, and nobody knows why.")]
    [InlineData("The end of the day is near for all of us who work here.")]
    [InlineData("Note: [e-mail]")]
    [InlineData("http://example.org: see there")]
    [InlineData("Office: –; Town: Tolburgh")]
    public void What_does_not_fit_a_rule_is_left_alone(string line)
    {
        Assert.Empty(StatementReader.Read("Umberdale Home Cover", line));
    }
}
