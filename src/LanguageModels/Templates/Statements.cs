namespace LanguageModels.Templates;

internal enum Flow
{
    Next,
    Continue,
    Break,
}

/// <summary>A parsed statement; immutable.</summary>
internal abstract class Statement(int line)
{
    public static Flow RunAll(IReadOnlyList<Statement> body, Rendering rendering)
    {
        foreach (var statement in body)
        {
            rendering.Budget.Spend();
            rendering.Line = statement.Line;
            if (statement.Run(rendering) is var flow and not Flow.Next)
            {
                return flow;
            }
        }

        return Flow.Next;
    }

    private int Line => line;

    protected abstract Flow Run(Rendering rendering);
}

internal sealed class TextStatement(string text, int line) : Statement(line)
{
    protected override Flow Run(Rendering rendering)
    {
        rendering.Write(text);
        return Flow.Next;
    }
}

internal sealed class OutputStatement(Expression value, int line) : Statement(line)
{
    protected override Flow Run(Rendering rendering)
    {
        rendering.Write(ValueText.Of(value.In(rendering), rendering.Budget));
        return Flow.Next;
    }
}

internal sealed class JumpStatement(Flow flow, int line) : Statement(line)
{
    protected override Flow Run(Rendering rendering) => flow;
}

internal sealed class IfStatement(IReadOnlyList<(Expression? Condition, IReadOnlyList<Statement> Body)> branches, int line) : Statement(line)
{
    protected override Flow Run(Rendering rendering)
    {
        foreach (var (condition, body) in branches)
        {
            if (condition is null || Comparing.IsTrue(condition.In(rendering)))
            {
                return RunAll(body, rendering);
            }
        }

        return Flow.Next;
    }
}

internal sealed class ForStatement(IReadOnlyList<string> targets, Expression items, Expression? condition, IReadOnlyList<Statement> body, IReadOnlyList<Statement> otherwise, int line) : Statement(line)
{
    protected override Flow Run(Rendering rendering)
    {
        var outer = rendering.Scope;
        var values = Kept(rendering, outer);
        var loop = new LoopValue(values, outer.Find("loop") as LoopValue);
        foreach (var value in values)
        {
            rendering.Scope = new Scope(outer);
            Unpacking.Set(rendering.Scope, targets, value, rendering.Budget);
            rendering.Scope.Set("loop", loop);
            var flow = RunAll(body, rendering);
            loop.Index0++;
            if (flow == Flow.Break)
            {
                break;
            }
        }

        rendering.Scope = outer;
        return values.Count == 0 ? RunAll(otherwise, rendering) : Flow.Next;
    }

    private IReadOnlyList<object?> Kept(Rendering rendering, Scope outer)
    {
        var all = Access.Iterate(items.In(rendering), rendering.Budget);
        if (condition is null)
        {
            return all;
        }

        var kept = new List<object?>();
        foreach (var value in all)
        {
            rendering.Scope = new Scope(outer);
            Unpacking.Set(rendering.Scope, targets, value, rendering.Budget);
            if (Comparing.IsTrue(condition.In(rendering)))
            {
                kept.Add(value);
            }
        }

        rendering.Scope = outer;
        return kept;
    }
}

internal sealed class SetStatement(IReadOnlyList<string> targets, Expression value, int line) : Statement(line)
{
    protected override Flow Run(Rendering rendering)
    {
        Unpacking.Set(rendering.Scope, targets, value.In(rendering), rendering.Budget);
        return Flow.Next;
    }
}

internal sealed class SetFieldStatement(string target, string field, Expression value, int line) : Statement(line)
{
    protected override Flow Run(Rendering rendering)
    {
        var found = rendering.Scope.Find(target) as NamespaceValue ?? throw new TemplateException($"expected a namespace to set '{target}.{field}' of");
        found.Fields[field] = value.In(rendering);
        return Flow.Next;
    }
}

/// <summary>A block whose text goes through an expression over its own text, and is then written or set.</summary>
internal sealed class CaptureStatement(IReadOnlyList<Statement> body, Func<string, Expression> made, string? target, int line) : Statement(line)
{
    protected override Flow Run(Rendering rendering)
    {
        var value = made(rendering.Capture(body, new Scope(rendering.Scope))).In(rendering);
        if (target is null)
        {
            rendering.Write(ValueText.Of(value, rendering.Budget));
        }
        else
        {
            rendering.Scope.Set(target, value);
        }

        return Flow.Next;
    }
}

internal sealed class MacroStatement(string name, IReadOnlyList<(string Name, Expression? Default)> parameters, IReadOnlyList<Statement> body, int line) : Statement(line)
{
    protected override Flow Run(Rendering rendering)
    {
        var closure = rendering.Scope;
        rendering.Scope.Set(name, new Callable(name, (inner, arguments) => Invoke(inner, arguments, closure)));
        return Flow.Next;
    }

    private string Invoke(Rendering rendering, Arguments arguments, Scope closure)
    {
        var inside = new Scope(closure);
        if (arguments.Positional.Count > parameters.Count)
        {
            throw new TemplateException($"macro '{name}' takes {parameters.Count} arguments, found {arguments.Positional.Count}");
        }

        for (var i = 0; i < parameters.Count; i++)
        {
            var (parameter, otherwise) = parameters[i];
            inside.Set(parameter, arguments.At(i, parameter, otherwise is null ? new Undefined($"parameter '{parameter}' was not provided") : otherwise.In(rendering)));
        }

        inside.Set("caller", arguments.Named.GetValueOrDefault("caller", new Undefined("'caller' is undefined")));
        return rendering.Capture(body, inside);
    }
}

internal sealed class CallStatement(Expression target, ArgumentList arguments, IReadOnlyList<Statement> body, int line) : Statement(line)
{
    protected override Flow Run(Rendering rendering)
    {
        var scope = rendering.Scope;
        var caller = new Callable("caller", (inner, _) => inner.Capture(body, new Scope(scope)));
        var given = arguments.In(rendering);
        var named = new Dictionary<string, object?>(given.Named) { ["caller"] = caller };
        var macro = target.In(rendering) as Callable ?? throw new TemplateException("expected a macro to call, found another value");
        rendering.Write(ValueText.Of(macro.Body(rendering, new Arguments(given.Positional, named)), rendering.Budget));
        return Flow.Next;
    }
}

/// <summary>Assigns a value to one name, or its items to several.</summary>
internal static class Unpacking
{
    public static void Set(Scope scope, IReadOnlyList<string> targets, object? value, Budget budget)
    {
        if (targets.Count == 1)
        {
            scope.Set(targets[0], value);
            return;
        }

        var items = Access.Iterate(value, budget);
        if (items.Count != targets.Count)
        {
            throw new TemplateException($"expected {targets.Count} values to unpack, found {items.Count}");
        }

        for (var i = 0; i < targets.Count; i++)
        {
            scope.Set(targets[i], items[i]);
        }
    }
}
