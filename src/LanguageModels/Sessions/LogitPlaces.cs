namespace LanguageModels.Sessions;

/// <summary>After which tokens of a run a graph gives logits.</summary>
internal enum LogitPlaces
{
    /// <summary>The last one.</summary>
    Last,

    /// <summary>Every one.</summary>
    All,

    /// <summary>Those that the run asks for.</summary>
    Chosen,
}
