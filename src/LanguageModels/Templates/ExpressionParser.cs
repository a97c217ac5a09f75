using System.Globalization;

namespace LanguageModels.Templates;

/// <summary>Expressions by Jinja's precedence: if, or, and, not, comparison, + -, ~, * / // %, **, sign, postfix and filters.</summary>
internal sealed class ExpressionParser(TokenStream tokens)
{
    private static readonly string[] _comparisons = ["==", "!=", "<", ">", "<=", ">=", "in"];

    public Expression Expression()
    {
        tokens.Enter();
        var value = Or();
        while (tokens.Accept("if"))
        {
            var condition = Or();
            var otherwise = tokens.Accept("else") ? Expression() : null;
            value = new Conditional(condition, value, otherwise);
        }

        tokens.Leave();
        return value;
    }

    /// <summary>One expression, or a tuple of them without brackets.</summary>
    public Expression Tuple(bool withConditions)
    {
        var items = new List<Expression>();
        do
        {
            if (items.Count > 0 && (tokens.Current.Kind is TokenKind.BlockEnd or TokenKind.OutputEnd || tokens.Current.Is(")")))
            {
                return new ListLiteral(items, true);
            }

            items.Add(withConditions ? Expression() : Or());
        }
        while (tokens.Accept(","));
        return items.Count == 1 ? items[0] : new ListLiteral(items, true);
    }

    public IReadOnlyList<string> Targets()
    {
        var brackets = tokens.Accept("(");
        var names = new List<string>();
        do
        {
            names.Add(tokens.Expect(TokenKind.Name).Text);
        }
        while (tokens.Accept(","));
        if (brackets)
        {
            tokens.Expect(")");
        }

        return names;
    }

    public Expression Filters(Expression value)
    {
        while (true)
        {
            if (tokens.Accept("|"))
            {
                value = Filter(value);
            }
            else if (tokens.Accept("is"))
            {
                value = Test(value);
            }
            else if (tokens.Current.Is("("))
            {
                value = new Call(value, CallArguments());
            }
            else
            {
                return value;
            }
        }
    }

    public Expression Filter(Expression value)
    {
        var token = tokens.Expect(TokenKind.Name);
        var body = TextFilters.All.GetValueOrDefault(token.Text) ?? ListFilters.All.GetValueOrDefault(token.Text)
            ?? throw new TemplateException($"no filter named '{token.Text}'", token.Line);
        return new Filter(body, value, tokens.Current.Is("(") ? CallArguments() : ArgumentList.None);
    }

    public ArgumentList CallArguments()
    {
        tokens.Expect("(");
        var positional = new List<Expression>();
        var named = new List<(string, Expression)>();
        while (!tokens.Accept(")"))
        {
            if (tokens.Current.Kind == TokenKind.Name && tokens.Ahead.Is("="))
            {
                var name = tokens.Take().Text;
                tokens.Take();
                named.Add((name, Expression()));
            }
            else
            {
                positional.Add(Expression());
            }

            if (!tokens.Current.Is(")"))
            {
                tokens.Expect(",");
            }
        }

        return new ArgumentList(positional, named);
    }

    private Expression Or()
    {
        var left = And();
        while (tokens.Accept("or"))
        {
            left = new Logical(left, And(), false);
        }

        return left;
    }

    private Expression And()
    {
        var left = Not();
        while (tokens.Accept("and"))
        {
            left = new Logical(left, Not(), true);
        }

        return left;
    }

    private Expression Not()
    {
        if (!tokens.Accept("not"))
        {
            return Compare();
        }

        tokens.Enter();
        var inner = new Not(Not());
        tokens.Leave();
        return inner;
    }

    private Expression Compare()
    {
        var first = Sum();
        var rest = new List<(string, Expression)>();
        while (true)
        {
            if (tokens.Current.Is("not") && tokens.Ahead.Is("in"))
            {
                tokens.Take();
                tokens.Take();
                rest.Add(("not in", Sum()));
            }
            else if (Array.Find(_comparisons, tokens.Accept) is { } comparison)
            {
                rest.Add((comparison, Sum()));
            }
            else
            {
                return rest.Count == 0 ? first : new Comparison(first, rest);
            }
        }
    }

    private Expression Sum() => Binary(Concat, "+", "-");

    private Expression Concat() => Binary(Product, "~");

    private Expression Product() => Binary(Power, "*", "/", "//", "%");

    private Expression Power() => Binary(() => Unary(true), "**");

    private Expression Binary(Func<Expression> next, params string[] operators)
    {
        var left = next();
        while (Array.Find(operators, tokens.Accept) is { } found)
        {
            left = new Binary(found, left, next());
        }

        return left;
    }

    private Expression Unary(bool withFilters)
    {
        tokens.Enter();
        var value = tokens.Accept("-") ? new Binary("-", new Constant(0L), Unary(false)) : tokens.Accept("+") ? Unary(false) : Primary();
        tokens.Leave();
        value = Postfix(value);
        return withFilters ? Filters(value) : value;
    }

    private Expression Postfix(Expression value)
    {
        while (true)
        {
            if (tokens.Accept("."))
            {
                var token = tokens.Take();
                value = token.Kind switch
                {
                    TokenKind.Name => new AttributeOf(value, token.Text),
                    TokenKind.Integer => new ItemOf(value, new Constant(Literals.Integer(token))),
                    _ => throw new TemplateException($"expected a name after '.', found '{token.Text}'", token.Line),
                };
            }
            else if (tokens.Accept("["))
            {
                value = Subscript(value);
            }
            else if (tokens.Current.Is("("))
            {
                value = new Call(value, CallArguments());
            }
            else
            {
                return value;
            }
        }
    }

    private Expression Subscript(Expression value)
    {
        var parts = new Expression?[3];
        var at = 0;
        while (!tokens.Accept("]"))
        {
            if (!tokens.Accept(":"))
            {
                parts[at] = parts[at] is null ? Expression() : throw tokens.Fail($"expected ':' or ']', found '{tokens.Current.Text}'");
            }
            else if (++at > 2)
            {
                throw tokens.Fail("expected at most two ':' in a slice");
            }
        }

        return at > 0 ? new SliceOf(value, parts[0], parts[1], parts[2])
            : new ItemOf(value, parts[0] ?? throw tokens.Fail("expected an index, found ']'"));
    }

    private Test Test(Expression value)
    {
        var negated = tokens.Accept("not");
        var token = tokens.Expect(TokenKind.Name);
        var body = ValueTests.All.GetValueOrDefault(token.Text) ?? throw new TemplateException($"no test named '{token.Text}'", token.Line);
        var arguments = ArgumentList.None;
        if (tokens.Current.Is("("))
        {
            arguments = CallArguments();
        }
        else if (StartsArgument(tokens.Current))
        {
            arguments = new ArgumentList([Postfix(Primary())], []);
        }

        return new Test(body, value, arguments, negated);
    }

    private static bool StartsArgument(Token token) => token.Kind switch
    {
        TokenKind.Name => token.Text is not ("else" or "or" or "and" or "if" or "is" or "in" or "not" or "recursive"),
        TokenKind.String or TokenKind.Integer or TokenKind.Float => true,
        _ => token.Is("[") || token.Is("{"),
    };

    private Expression Primary()
    {
        var token = tokens.Take();
        return token.Kind switch
        {
            TokenKind.Name => Literals.Name(token.Text),
            TokenKind.String => Text(token.Text),
            TokenKind.Integer => new Constant(Literals.Integer(token)),
            TokenKind.Float => new Constant(double.Parse(token.Text.Replace("_", "", StringComparison.Ordinal), CultureInfo.InvariantCulture)),
            _ when token.Is("(") => Brackets(),
            _ when token.Is("[") => new ListLiteral(Items("]"), false),
            _ when token.Is("{") => Map(),
            _ => throw new TemplateException($"expected an expression, found '{token.Text}'", token.Line),
        };
    }

    private Constant Text(string text)
    {
        while (tokens.Current.Kind == TokenKind.String)
        {
            text += tokens.Take().Text;
        }

        return new Constant(text);
    }

    private Expression Brackets()
    {
        if (tokens.Accept(")"))
        {
            return new ListLiteral([], true);
        }

        var value = Tuple(withConditions: true);
        tokens.Expect(")");
        return value;
    }

    private List<Expression> Items(string end)
    {
        var items = new List<Expression>();
        while (!tokens.Accept(end))
        {
            items.Add(Expression());
            if (!tokens.Current.Is(end))
            {
                tokens.Expect(",");
            }
        }

        return items;
    }

    private MapLiteral Map()
    {
        var items = new List<(Expression, Expression)>();
        while (!tokens.Accept("}"))
        {
            var key = Expression();
            tokens.Expect(":");
            items.Add((key, Expression()));
            if (!tokens.Current.Is("}"))
            {
                tokens.Expect(",");
            }
        }

        return new MapLiteral(items);
    }
}
