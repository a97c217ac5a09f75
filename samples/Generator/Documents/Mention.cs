namespace Generator.Documents;

/// <summary>Where a fact is stated: the document and the sentence, list item or table row as plain text.</summary>
internal sealed record Mention(string FactId, bool Old, string Value, string Document, string Sentence);
