using Gateway.Routing;
using Retrieval.Domains;
using Xunit;

namespace Gateway.Tests.Routing;

public sealed class RouterTests
{
    [Fact]
    public void A_question_at_the_threshold_is_answered_from_the_documents()
    {
        var decision = Decide([Score("law", 0.5)]);

        Assert.Equal(Arm.Retrieve, decision.Arm);
        Assert.Equal("law", decision.Domain);
    }

    [Fact]
    public void A_question_below_the_threshold_goes_to_the_general_model_alone()
    {
        var decision = Decide([Score("law", 0.499)]);

        Assert.Equal(Arm.None, decision.Arm);
        Assert.Null(decision.Domain);
        Assert.Equal("general", decision.Model);
    }

    [Fact]
    public void A_question_below_the_threshold_is_declined_when_no_general_model_is_configured()
    {
        var decision = Decide([Score("law", 0.1)], general: null);

        Assert.Equal(Arm.Abstain, decision.Arm);
        Assert.Contains("no general model", decision.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_caller_without_domains_is_told_so()
    {
        Assert.Contains("No domain is open", Decide([]).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_named_domain_is_asked_whatever_its_score()
    {
        var decision = Decide([Score("law", 0.9), Score("tax", 0.01)], named: "tax");

        Assert.Equal((Arm.Retrieve, "tax"), (decision.Arm, decision.Domain));
        Assert.Null(decision.Threshold);
    }

    [Fact]
    public void The_order_of_the_scores_does_not_matter_and_ties_go_by_name()
    {
        var one = Decide([Score("b", 0.7), Score("a", 0.7), Score("c", 0.2)]);
        var other = Decide([Score("c", 0.2), Score("a", 0.7), Score("b", 0.7)]);

        Assert.Equal("a", one.Domain);
        Assert.Equal(one.Scores.Select(score => score.Domain), other.Scores.Select(score => score.Domain));
        Assert.Equal(one.Reason, other.Reason);
    }

    [Fact]
    public void The_reason_names_probability_threshold_and_words()
    {
        var reason = Decide([new DomainScore("law", 0.873, 3, [new TermWeight("excess", 2.0)])]).Reason;

        Assert.Contains("0.873", reason, StringComparison.Ordinal);
        Assert.Contains("0.500", reason, StringComparison.Ordinal);
        Assert.Contains("'excess'", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_decision_names_the_versions_of_rules_and_scorer()
    {
        Assert.Equal(RoutingDecision.CurrentRules + "+model-7", Decide([Score("law", 0.9)]).Version);
    }

    private static DomainScore Score(string domain, double probability) => new(domain, probability, 1, []);

    private static RoutingDecision Decide(DomainScore[] scores, string? general = "general", string? named = null) => Router.Decide(new RoutingRequest
    {
        Scores = [.. scores],
        NamedDomain = named,
        GeneralModel = general,
        Threshold = 0.5,
        ScorerVersion = "model-7",
    });
}
