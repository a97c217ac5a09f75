namespace Gateway.Access;

/// <summary>Keys that exist from the first start on, under <c>Access</c>.</summary>
internal sealed record AccessOptions
{
    /// <summary>Tokens taken at the first start instead of generated ones.</summary>
    public BootstrapKeys BootstrapKeys { get; init; } = new();

    /// <summary>Adds what is wrong with these settings; never repeats a token.</summary>
    public void Check(List<string> mistakes)
    {
        foreach (var (role, token) in BootstrapKeys.Given())
        {
            if (!State.Keys.TokenText.IsAcceptable(token))
                mistakes.Add($"Access:BootstrapKeys:{role} has {token.Length} characters; expected 16 to 512, printable ASCII without spaces.");
        }
        foreach (var same in BootstrapKeys.Given().GroupBy(pair => pair.Token, StringComparer.Ordinal).Where(group => group.Count() > 1))
            mistakes.Add($"Access:BootstrapKeys has one token for {string.Join(" and ", same.Select(pair => pair.Role))}; each role needs its own.");
    }
}

/// <summary>One token a role, each at least 16 printable ASCII characters; null means that one is generated (the auditor's only on demand).</summary>
internal sealed record BootstrapKeys
{
    /// <summary>Token of the first application key.</summary>
    public string? App { get; init; }

    /// <summary>Token of the first auditor key.</summary>
    public string? Auditor { get; init; }

    /// <summary>Token of the first administrator key.</summary>
    public string? Admin { get; init; }

    /// <summary>The roles and tokens that were given.</summary>
    public IEnumerable<(State.Keys.Role Role, string Token)> Given()
    {
        if (App is not null)
            yield return (State.Keys.Role.App, App);
        if (Auditor is not null)
            yield return (State.Keys.Role.Auditor, Auditor);
        if (Admin is not null)
            yield return (State.Keys.Role.Admin, Admin);
    }

    /// <summary>Never shows a token.</summary>
    public override string ToString() => "***";
}
