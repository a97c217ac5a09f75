namespace Experts.GenAi;

/// <summary>A low-rank adapter that a request may ask for.</summary>
/// <param name="Name">Its name within the engine.</param>
/// <param name="File">Path of the <c>.onnx_adapter</c> file.</param>
public sealed record GenAiAdapter(string Name, string File);
