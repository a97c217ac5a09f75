namespace LanguageModels.Templates;

/// <summary>
/// A chat template: Jinja as Hugging Face transformers runs it (trim_blocks, lstrip_blocks, loop controls, <c>tojson</c>,
/// <c>raise_exception</c>, <c>strftime_now</c>), in a sandbox with limits on steps, depth and length. Immutable and thread-safe.
/// </summary>
public sealed class ChatTemplate
{
    private readonly IReadOnlyList<Statement> _body;
    private readonly string _source;

    private ChatTemplate(IReadOnlyList<Statement> body, string source) => (_body, _source) = (body, source);

    /// <summary>Parses a template of at most 1 MiB characters; throws <see cref="TemplateException"/>.</summary>
    public static ChatTemplate Parse(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new ChatTemplate(StatementParser.Parse(source), source);
    }

    /// <summary>Whether the source holds a text, by which variables and conventions of families are told.</summary>
    public bool Mentions(string text) => _source.Contains(text, StringComparison.Ordinal);

    /// <inheritdoc cref="Render(IReadOnlyDictionary{string, object}, TimeProvider)"/>
    public string Render(IReadOnlyDictionary<string, object?> variables) => Render(variables, TimeProvider.System);

    /// <summary>Renders over null, bool, long, double, string, lists and dicts of them; throws <see cref="TemplateException"/>.</summary>
    /// <param name="variables">Names the template sees; absent ones are undefined.</param>
    /// <param name="time">For templates that print the date.</param>
    public string Render(IReadOnlyDictionary<string, object?> variables, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(variables);
        var scope = Globals.Scope();
        foreach (var (name, value) in variables)
        {
            scope.Set(name, value);
        }

        var rendering = new Rendering(scope, time);
        try
        {
            return rendering.Capture(_body, scope);
        }
        catch (TemplateException error)
        {
            throw error.At(rendering.Line);
        }
    }
}
