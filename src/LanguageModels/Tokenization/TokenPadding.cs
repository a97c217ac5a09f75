namespace LanguageModels.Tokenization;

/// <summary>How the encodings of a batch are brought to one length. The same meaning as the <c>padding</c> section of tokenizer.json.</summary>
/// <param name="Id">The padding token.</param>
/// <param name="TypeId">Its type id.</param>
/// <param name="FixedLength">Length in tokens; null for the longest of the batch.</param>
/// <param name="MultipleOf">The length is rounded up to a multiple of this; null or 0 for none.</param>
/// <param name="AtLeft">Padding stands before the text.</param>
public sealed record TokenPadding(int Id, int TypeId = 0, int? FixedLength = null, int? MultipleOf = null, bool AtLeft = false);
