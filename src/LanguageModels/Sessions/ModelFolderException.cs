namespace LanguageModels.Sessions;

/// <summary>A model folder that cannot be used. The message names the file and field, what was expected and what was found.</summary>
public sealed class ModelFolderException(string message, Exception? inner = null) : Exception(message, inner);
