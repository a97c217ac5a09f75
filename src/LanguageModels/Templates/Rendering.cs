using System.Text;

namespace LanguageModels.Templates;

/// <summary>Names visible in one block; a name set here hides the same name outside.</summary>
internal sealed class Scope(Scope? outer)
{
    private readonly Dictionary<string, object?> _names = new(StringComparer.Ordinal);

    public object? Find(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope._names.TryGetValue(name, out var value))
            {
                return value;
            }
        }

        return new Undefined($"'{name}' is undefined");
    }

    public void Set(string name, object? value) => _names[name] = value;

    private Scope? Outer => outer;
}

/// <summary>One run of a template: what is written, what is visible, what may still be used. Not thread-safe.</summary>
internal sealed class Rendering(Scope scope, TimeProvider time)
{
    public Budget Budget { get; } = new();

    public TimeProvider Time => time;

    public Scope Scope { get; set; } = scope;

    /// <summary>Line of the statement that runs.</summary>
    public int Line { get; set; }

    private StringBuilder Output { get; set; } = new();

    public void Write(string text)
    {
        Templates.Budget.Length((long)Output.Length + text.Length);
        Budget.Spend(text.Length);
        Output.Append(text);
    }

    /// <summary>Runs statements in a scope of their own and returns what they wrote.</summary>
    public string Capture(IReadOnlyList<Statement> body, Scope inside)
    {
        var (scopeBefore, outputBefore) = (Scope, Output);
        (Scope, Output) = (inside, new StringBuilder());
        Budget.Enter();
        Statement.RunAll(body, this);
        Budget.Leave();
        var text = Output.ToString();
        (Scope, Output) = (scopeBefore, outputBefore);
        return text;
    }
}
