namespace State.Keys;

/// <summary>
/// A key at the one moment when its token exists outside its holder's hands. Show the token once and drop this
/// object; it prints without it.
/// </summary>
/// <param name="Key">What the installation remembers.</param>
/// <param name="Token">The secret that the holder sends as a bearer token.</param>
public sealed record IssuedKey(ApiKey Key, string Token)
{
    /// <summary>The key with its token masked.</summary>
    public override string ToString() => $"IssuedKey {{ Key = {Key}, Token = *** }}";
}
