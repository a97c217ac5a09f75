namespace Support.Worlds;

/// <summary>A document of the invented world.</summary>
/// <param name="Id">Such as <c>D0000</c>.</param>
/// <param name="Title">Its title.</param>
/// <param name="Text">Its prose.</param>
/// <param name="Facts">Ids of the facts that it states.</param>
public sealed record WorldDocument(string Id, string Title, string Text, IReadOnlyList<string> Facts);
