namespace Experts.Serving;

/// <summary>A model loads but does not compute; the message says why.</summary>
public sealed class ModelTrialException(string message, Exception? cause) : Exception(message, cause);
