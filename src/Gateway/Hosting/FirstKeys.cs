using Gateway.Access;
using State.Keys;

namespace Gateway.Hosting;

/// <summary>The keys of a first start.</summary>
internal static class FirstKeys
{
    /// <summary>
    /// Makes an application and an administrator key in an installation that has no key at all, from the configured
    /// tokens where there are any. Tokens that were generated are returned, to be shown once; they are stored hashed.
    /// </summary>
    public static IReadOnlyList<IssuedKey> Ensure(KeyStore store, BootstrapKeys bootstrap)
    {
        if (store.List().Count > 0)
            return [];
        var given = bootstrap.Given().ToDictionary(pair => pair.Role, pair => pair.Token);
        foreach (var (role, token) in given)
            store.Import(token, NameOf(role), role, ["*"], ["*"], tenant: null, LabelsOf(role));
        return [.. new[] { Role.App, Role.Admin }
            .Where(role => !given.ContainsKey(role))
            .Select(role => store.Create(NameOf(role), role, ["*"], ["*"], tenant: null, LabelsOf(role)))];
    }

    /// <summary>An administrator sees every document; an application those that are open to all.</summary>
    private static string[] LabelsOf(Role role) => role == Role.Admin ? ["*"] : [];

    private static string NameOf(Role role) => $"first {role.ToString().ToLowerInvariant()} key";
}
