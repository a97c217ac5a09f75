namespace LanguageModels.Templates;

/// <summary>Placeholder until the interpreter arrives.</summary>
public sealed class TemplateException(string message) : Exception(message);
