namespace Audit.Files;

/// <summary>Which content of a record a frame holds; the number is what lies on disk.</summary>
internal enum ContentKind : byte
{
    /// <summary>The request body as the client sent it.</summary>
    Prompt = 1,

    /// <summary>The prompt after augmentation.</summary>
    AssembledPrompt = 2,

    /// <summary>The answer.</summary>
    Answer = 3,
}
