namespace LanguageModels.Importing;

/// <summary>What a model does.</summary>
public enum ModelKind
{
    /// <summary>Continues text.</summary>
    Decoder,

    /// <summary>Turns texts into vectors.</summary>
    Embedder,
}
