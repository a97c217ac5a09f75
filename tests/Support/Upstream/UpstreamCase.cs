namespace Support.Upstream;

/// <summary>One way of answering, picked by the model name.</summary>
public sealed class UpstreamCase
{
    private UpstreamCase(string name, string description, Func<UpstreamCall, Task> answer) =>
        (Name, Description, AnswerAsync) = (name, description, answer);

    /// <summary>The model name that asks for it.</summary>
    public string Name { get; }

    /// <summary>What the upstream does, in a line.</summary>
    public string Description { get; }

    internal Func<UpstreamCall, Task> AnswerAsync { get; }

    internal static UpstreamCase Of(string name, string description, Func<UpstreamCall, Task> answer) =>
        new(name, description, answer);
}
