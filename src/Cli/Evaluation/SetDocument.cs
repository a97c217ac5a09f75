namespace Cli.Evaluation;

/// <summary>A document of a set.</summary>
internal sealed record SetDocument(string Id, string Title, string Text);
