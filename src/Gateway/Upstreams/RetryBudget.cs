namespace Gateway.Upstreams;

/// <summary>
/// Bounds retries to a share of requests: each request earns a fraction of a retry, each retry spends one.
/// While an upstream fails, its load then grows by at most that share. Thread-safe and free of locks.
/// </summary>
/// <param name="perRequest">Retries that one request earns.</param>
/// <param name="burst">Retries that may be saved up, and that a fresh budget starts with.</param>
internal sealed class RetryBudget(double perRequest, int burst = 10)
{
    private const int Unit = 1000;
    private readonly int _earned = (int)(perRequest * Unit);
    private readonly int _most = perRequest > 0 ? burst * Unit : 0;
    private int _balance = perRequest > 0 ? burst * Unit : 0;

    /// <summary>Called once for each request.</summary>
    public void Earn()
    {
        var balance = Volatile.Read(ref _balance);
        if (balance < _most)
            Interlocked.CompareExchange(ref _balance, Math.Min(_most, balance + _earned), balance);
    }

    /// <summary>Called before a retry: false when there is nothing left to spend.</summary>
    public bool TrySpend()
    {
        if (Interlocked.Add(ref _balance, -Unit) >= 0)
            return true;
        Interlocked.Add(ref _balance, Unit);
        return false;
    }
}
