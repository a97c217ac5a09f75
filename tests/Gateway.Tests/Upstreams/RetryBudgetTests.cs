using Gateway.Upstreams;
using Xunit;

namespace Gateway.Tests.Upstreams;

public sealed class RetryBudgetTests
{
    [Fact]
    public void Retries_stop_when_the_budget_is_spent_and_requests_earn_it_back()
    {
        var budget = new RetryBudget(perRequest: 0.5, burst: 2);

        Assert.True(budget.TrySpend());
        Assert.True(budget.TrySpend());
        Assert.False(budget.TrySpend());
        budget.Earn();
        Assert.False(budget.TrySpend());
        budget.Earn();
        Assert.True(budget.TrySpend());
    }

    [Fact]
    public void No_more_than_the_burst_is_saved_up()
    {
        var budget = new RetryBudget(perRequest: 1, burst: 3);
        for (var request = 0; request < 100; request++)
            budget.Earn();

        Assert.Equal(3, Enumerable.Range(0, 100).Count(_ => budget.TrySpend()));
    }

    [Fact]
    public void A_budget_of_nothing_allows_no_retry()
    {
        var budget = new RetryBudget(perRequest: 0);
        budget.Earn();

        Assert.False(budget.TrySpend());
    }
}
