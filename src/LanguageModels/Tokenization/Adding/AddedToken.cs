namespace LanguageModels.Tokenization.Adding;

/// <summary>A token that is looked for in the text before anything else.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Content">Its spelling.</param>
/// <param name="IsSpecial">Whether it steers the model rather than being text.</param>
/// <param name="IsNormalized">Whether it is looked for in the normalised text.</param>
/// <param name="SingleWord">Whether it counts only where no word character touches it.</param>
/// <param name="StripLeft">Whether it takes in white space before it.</param>
/// <param name="StripRight">Whether it takes in white space after it.</param>
internal sealed record AddedToken(int Id, string Content, bool IsSpecial, bool IsNormalized, bool SingleWord, bool StripLeft, bool StripRight);
