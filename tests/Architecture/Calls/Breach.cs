namespace Architecture.Calls;

/// <summary>One place where a rule is broken.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Path">The file.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Text">The line's text.</param>
internal sealed record Breach(BannedCall Rule, string Path, int Line, string Text)
{
    public override string ToString() =>
        $"{Path}({Line}): {Rule.Name}: `{Text}`. {Rule.Reason} Instead: {Rule.Instead}";
}
