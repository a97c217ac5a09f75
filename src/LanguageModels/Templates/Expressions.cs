namespace LanguageModels.Templates;

/// <summary>A parsed expression; immutable.</summary>
internal abstract class Expression
{
    public object? In(Rendering rendering)
    {
        rendering.Budget.Spend();
        rendering.Budget.Enter();
        var value = Evaluate(rendering);
        rendering.Budget.Leave();
        return value;
    }

    protected abstract object? Evaluate(Rendering rendering);
}

internal sealed record ArgumentList(IReadOnlyList<Expression> Positional, IReadOnlyList<(string Name, Expression Value)> Named)
{
    public static readonly ArgumentList None = new([], []);

    public Arguments In(Rendering rendering)
    {
        if (Positional.Count + Named.Count == 0)
        {
            return Arguments.None;
        }

        var named = new Dictionary<string, object?>(StringComparer.Ordinal);
        var positional = Positional.Select(p => p.In(rendering)).ToArray();
        foreach (var (name, value) in Named)
        {
            named[name] = value.In(rendering);
        }

        return new Arguments(positional, named);
    }
}

internal sealed class Constant(object? value) : Expression
{
    protected override object? Evaluate(Rendering rendering) => value;
}

internal sealed class Variable(string name) : Expression
{
    protected override object? Evaluate(Rendering rendering) => rendering.Scope.Find(name);
}

internal sealed class Conditional(Expression condition, Expression value, Expression? otherwise) : Expression
{
    protected override object? Evaluate(Rendering rendering) =>
        Comparing.IsTrue(condition.In(rendering)) ? value.In(rendering) : otherwise is null ? new Undefined("the inline if was false and has no else") : otherwise.In(rendering);
}

internal sealed class Logical(Expression left, Expression right, bool isAnd) : Expression
{
    protected override object? Evaluate(Rendering rendering)
    {
        var value = left.In(rendering);
        return Comparing.IsTrue(value) == isAnd ? right.In(rendering) : value;
    }
}

internal sealed class Not(Expression inner) : Expression
{
    protected override object? Evaluate(Rendering rendering) => !Comparing.IsTrue(inner.In(rendering));
}

internal sealed class Comparison(Expression first, IReadOnlyList<(string Operator, Expression Value)> rest) : Expression
{
    protected override object? Evaluate(Rendering rendering)
    {
        var left = first.In(rendering);
        foreach (var (comparison, value) in rest)
        {
            var right = value.In(rendering);
            if (!Comparing.Holds(comparison, left, right, rendering.Budget))
            {
                return false;
            }

            left = right;
        }

        return true;
    }
}

internal sealed class Binary(string operation, Expression left, Expression right) : Expression
{
    protected override object? Evaluate(Rendering rendering) => Arithmetic.Apply(operation, left.In(rendering), right.In(rendering), rendering.Budget);
}

internal sealed class ListLiteral(IReadOnlyList<Expression> items, bool isTuple) : Expression
{
    protected override object? Evaluate(Rendering rendering)
    {
        var values = items.Select(i => i.In(rendering)).ToArray();
        return isTuple ? new TupleValue(values) : values;
    }
}

internal sealed class MapLiteral(IReadOnlyList<(Expression Key, Expression Value)> items) : Expression
{
    protected override object? Evaluate(Rendering rendering)
    {
        var map = new OrderedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (key, value) in items)
        {
            var name = key.In(rendering) as string ?? throw new TemplateException("expected text as a key of a dict, found another value");
            map[name] = value.In(rendering);
        }

        return map;
    }
}

internal sealed class AttributeOf(Expression target, string name) : Expression
{
    protected override object? Evaluate(Rendering rendering) => Access.Attribute(target.In(rendering), name);
}

internal sealed class ItemOf(Expression target, Expression key) : Expression
{
    protected override object? Evaluate(Rendering rendering) => Access.Item(target.In(rendering), key.In(rendering), rendering.Budget);
}

internal sealed class SliceOf(Expression target, Expression? from, Expression? to, Expression? step) : Expression
{
    protected override object? Evaluate(Rendering rendering) =>
        Slicing.Of(target.In(rendering), from?.In(rendering), to?.In(rendering), step?.In(rendering), rendering.Budget);
}

internal sealed class Call(Expression target, ArgumentList arguments) : Expression
{
    protected override object? Evaluate(Rendering rendering) => target.In(rendering) switch
    {
        Callable callable => callable.Body(rendering, arguments.In(rendering)),
        Undefined undefined => throw undefined.Error(),
        _ => throw new TemplateException("expected something to call, found a plain value"),
    };
}

internal sealed class Filter(Func<Rendering, object?, Arguments, object?> body, Expression value, ArgumentList arguments) : Expression
{
    protected override object? Evaluate(Rendering rendering) => body(rendering, value.In(rendering), arguments.In(rendering));
}

internal sealed class Test(Func<Rendering, object?, Arguments, bool> body, Expression value, ArgumentList arguments, bool negated) : Expression
{
    protected override object? Evaluate(Rendering rendering) => body(rendering, value.In(rendering), arguments.In(rendering)) != negated;
}
