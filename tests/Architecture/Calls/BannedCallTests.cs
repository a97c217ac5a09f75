using Architecture.Reading;
using Xunit;

namespace Architecture.Calls;

public sealed class BannedCallTests
{
    public static TheoryData<string> Rules => [.. BannedCalls.All.Select(rule => rule.Name)];

    [Fact]
    public void The_code_does_nothing_that_is_banned()
    {
        AllowList allowed = AllowList.Read();

        Findings.AssertNone(AllBreaches().Where(breach => !allowed.Allows(breach)).Select(breach => breach.ToString()));
    }

    [Fact]
    public void Every_exception_still_excuses_something()
    {
        Findings.AssertNone(AllowList.Read().Stale(AllBreaches()));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_catches_its_violation_and_names_reason_and_replacement(string name)
    {
        BannedCall rule = Rule(name);

        Breach breach = Assert.Single(rule.BreachesIn(Source($"class A\n{{\n    {rule.Violation}\n}}\n")));

        Assert.Equal(3, breach.Line);
        Assert.Contains(rule.Reason, breach.ToString());
        Assert.Contains(rule.Instead, breach.ToString());
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_leaves_innocent_code_alone(string name)
    {
        Assert.Empty(Rule(name).BreachesIn(Source(Rule(name).Innocent)));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_does_not_look_into_comments_and_strings(string name)
    {
        string violation = Rule(name).Violation;

        Assert.Empty(Rule(name).BreachesIn(Source($"// {violation}\n/* {violation} */ var s = \"\"\"\n {violation}\n\"\"\"; var t = \"{violation}\";")));
    }

    [Theory]
    [InlineData("wall-clock", "var w = Stopwatch.StartNew(); // 1")]
    [InlineData("wall-clock", "var w = Environment.TickCount64;")]
    [InlineData("console", "Console.WriteLine();")]
    [InlineData("console", "Debug.WriteLine(x);")]
    [InlineData("ad-hoc-logging", "_logger.Log(LogLevel.Error, x);")]
    [InlineData("task-wait", "Task.WaitAll(a, b);")]
    [InlineData("dropped-task", "{ Task.Run(x); }")]
    [InlineData("dropped-task", "_ = Task.Run(() => 1);")]
    [InlineData("unseeded-random", "Random.Shared.Next();")]
    [InlineData("unseeded-random", "Random random = new();")]
    [InlineData("get-result", "x\n  .GetAwaiter()\n  .GetResult();")]
    public void Other_spellings_are_caught_too(string name, string code)
    {
        Assert.Single(Rule(name).BreachesIn(Source(code)));
    }

    [Theory]
    [InlineData("src/Cli/Program.cs", false)]
    [InlineData("src/Gateway/Hosting/Banner.cs", false)]
    [InlineData("src/Gateway/Program.cs", false)]
    [InlineData("src/Gateway/Hosting/Startup.cs", true)]
    [InlineData("tests/State.Tests/A.cs", false)]
    public void A_rule_holds_where_it_should(string path, bool holds)
    {
        Assert.Equal(holds, Rule("console").AppliesTo(new SourceFile(path, "")));
    }

    [Fact]
    public void An_exception_needs_a_reason()
    {
        Assert.Throws<FormatException>(() => AllowList.Parse("console | src/A/B.cs | Console | because"));
        Assert.Throws<FormatException>(() => AllowList.Parse("console | src/A/B.cs | Console"));
    }

    [Fact]
    public void An_exception_excuses_its_own_place_only_and_is_stale_without_it()
    {
        AllowList list = AllowList.Parse("# note\nregion | src/A/B.cs | Parsing | a reason that is long enough\n");
        Breach excused = Assert.Single(Rule("region").BreachesIn(Source("#region Parsing", "src/A/B.cs")));
        Breach other = Assert.Single(Rule("region").BreachesIn(Source("#region Parsing", "src/A/C.cs")));

        Assert.True(list.Allows(excused));
        Assert.False(list.Allows(other));
        Assert.Empty(list.Stale([excused]));
        Assert.Contains("allowed.txt(2)", Assert.Single(list.Stale([other])));
    }

    private static Breach[] AllBreaches() =>
        [.. Repository.Sources.SelectMany(file => BannedCalls.All.Where(rule => rule.AppliesTo(file)).SelectMany(rule => rule.BreachesIn(file)))];

    private static BannedCall Rule(string name) => BannedCalls.All.Single(rule => rule.Name == name);

    private static SourceFile Source(string text, string path = "src/A/B/C.cs") => new(path, text);
}
