using Xunit;

namespace EndToEnd.Running;

/// <summary>Waits for what another process does in its own time.</summary>
internal static class Polling
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    /// <summary>Asks until there is an answer; fails the test when there is none in time.</summary>
    /// <param name="what">What is waited for, for the failure's text.</param>
    /// <param name="limit">How long it may take on a busy machine.</param>
    /// <param name="look">Null means "not yet".</param>
    public static async Task<T> ForAsync<T>(string what, TimeSpan limit, Func<Task<T?>> look)
        where T : class
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(limit);
        using var step = new PeriodicTimer(Step);
        do
        {
            if (await look() is { } found)
            {
                return found;
            }
        }
        while (await TicksAsync(step, deadline.Token));
        throw new TimeoutException($"Expected {what} within {limit}.");
    }

    private static async Task<bool> TicksAsync(PeriodicTimer step, CancellationToken deadline)
    {
        try
        {
            return await step.WaitForNextTickAsync(deadline);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
