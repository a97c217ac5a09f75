using Retrieval.Search;
using Xunit;

namespace Retrieval.Tests.Search;

public class QuestionDayTests
{
    [Theory]
    [InlineData("What was the excess as of 3 May 2025?", "2025-05-03", true)]
    [InlineData("What was the excess as of May 3rd, 2025?", "2025-05-03", true)]
    [InlineData("As at 2025-05-03, which limit applied?", "2025-05-03", true)]
    [InlineData("Which rule was in force on the 1st of March 2024?", "2024-03-01", true)]
    [InlineData("What was the excess in 2024?", "2024-12-31", false)]
    [InlineData("What was the excess in the year 2024?", "2024-12-31", false)]
    [InlineData("What was the excess in February 2024", "2024-02-29", false)]
    [InlineData("What was valid in Feb. 2023?", "2023-02-28", true)]
    [InlineData("At what time did Mosaic fail on 14 April 2026?", "2026-04-14", false)]
    [InlineData("Who led the team during 2019, before the reform?", "2019-12-31", false)]
    public void A_day_is_found(string question, string day, bool isStated) =>
        Assert.Equal(new AskedDay(DateOnly.ParseExact(day, "yyyy-MM-dd"), isStated), QuestionDay.Of(question));

    [Theory]
    [InlineData("What does the circular of 3 May 2025 say?")]
    [InlineData("Who decided in 2000 cases?")]
    [InlineData("What happened on 31 February 2024?")]
    [InlineData("When does the summer party of 2026 take place?")]
    [InlineData("Is it paid in 1500 parts?")]
    [InlineData("What may I do?")]
    [InlineData("")]
    public void No_day_is_found_where_none_is_asked_about(string question) => Assert.Null(QuestionDay.Of(question));

    [Fact]
    public void A_long_question_is_read_in_no_time() => Assert.Null(QuestionDay.Of(string.Concat(Enumerable.Repeat("in the year of in ", 100_000))));
}
