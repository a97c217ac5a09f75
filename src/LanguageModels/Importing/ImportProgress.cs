namespace LanguageModels.Importing;

/// <summary>How far an import is.</summary>
/// <param name="Stage">What is being done, in a word or two.</param>
/// <param name="Share">Of this stage, 0 to 1.</param>
public readonly record struct ImportProgress(string Stage, double Share);
