namespace LanguageModels.Templates;

/// <summary>Statements and text of a template.</summary>
internal sealed class StatementParser
{
    private readonly TokenStream _tokens;
    private readonly ExpressionParser _expressions;
    private int _loops;

    private StatementParser(TokenStream tokens)
    {
        _tokens = tokens;
        _expressions = new ExpressionParser(tokens);
    }

    public static IReadOnlyList<Statement> Parse(string source)
    {
        var parser = new StatementParser(new TokenStream(Lexer.Cut(source)));
        var body = parser.Body();
        return parser._tokens.Current.Kind == TokenKind.End ? body : throw parser._tokens.Fail($"unexpected '{parser._tokens.Current.Text}'");
    }

    // Stops before the name of an end tag, with its '{%' taken.
    private List<Statement> Body(params string[] ends)
    {
        _tokens.Enter();
        var body = new List<Statement>();
        while (_tokens.Current.Kind != TokenKind.End)
        {
            var token = _tokens.Take();
            if (token.Kind == TokenKind.Text)
            {
                body.Add(new TextStatement(token.Text, token.Line));
            }
            else if (token.Kind == TokenKind.OutputBegin)
            {
                body.Add(new OutputStatement(_expressions.Tuple(withConditions: true), token.Line));
                _tokens.Expect(TokenKind.OutputEnd);
            }
            else if (Array.Exists(ends, _tokens.Current.Is))
            {
                _tokens.Leave();
                return body;
            }
            else
            {
                body.Add(Block(_tokens.Expect(TokenKind.Name)));
            }
        }

        _tokens.Leave();
        return ends.Length == 0 ? body : throw _tokens.Fail($"expected '{string.Join("' or '", ends)}', found the end of the template");
    }

    private Statement Block(Token token) => token.Text switch
    {
        "if" => If(token.Line),
        "for" => For(token.Line),
        "set" => Set(token.Line),
        "macro" => Macro(token.Line),
        "call" => CallBlock(token.Line),
        "filter" => FilterBlock(token.Line),
        "generation" => Generation(token.Line),
        "break" => Jump(Flow.Break, token.Line),
        "continue" => Jump(Flow.Continue, token.Line),
        _ => throw new TemplateException($"unknown tag '{token.Text}'", token.Line),
    };

    private List<Statement> Closed(string end)
    {
        End();
        var body = Body(end);
        _tokens.Take();
        End();
        return body;
    }

    private void End() => _tokens.Expect(TokenKind.BlockEnd);

    private IfStatement If(int line)
    {
        var branches = new List<(Expression?, IReadOnlyList<Statement>)>();
        var condition = (Expression?)_expressions.Tuple(withConditions: true);
        while (true)
        {
            End();
            string[] ends = condition is null ? ["endif"] : ["elif", "else", "endif"];
            branches.Add((condition, Body(ends)));
            var tag = _tokens.Take().Text;
            if (tag == "endif")
            {
                End();
                return new IfStatement(branches, line);
            }

            condition = tag == "elif" ? _expressions.Tuple(withConditions: true) : null;
        }
    }

    private ForStatement For(int line)
    {
        var targets = _expressions.Targets();
        _tokens.Expect("in");
        var items = _expressions.Tuple(withConditions: false);
        var condition = _tokens.Accept("if") ? _expressions.Expression() : null;
        End();
        _loops++;
        var body = Body("else", "endfor");
        _loops--;
        List<Statement> otherwise = [];
        if (_tokens.Take().Is("else"))
        {
            otherwise = Closed("endfor");
        }
        else
        {
            End();
        }

        return new ForStatement(targets, items, condition, body, otherwise, line);
    }

    private Statement Set(int line)
    {
        if (_tokens.Ahead.Is("."))
        {
            var (name, _, field) = (_tokens.Expect(TokenKind.Name).Text, _tokens.Take(), _tokens.Expect(TokenKind.Name).Text);
            _tokens.Expect("=");
            var assigned = _expressions.Tuple(withConditions: true);
            End();
            return new SetFieldStatement(name, field, assigned, line);
        }

        var targets = _expressions.Targets();
        if (_tokens.Accept("="))
        {
            var value = _expressions.Tuple(withConditions: true);
            End();
            return new SetStatement(targets, value, line);
        }

        if (targets.Count > 1)
        {
            throw _tokens.Fail("expected '=' after the names of a set");
        }

        return Captured("endset", _tokens.Accept("|"), targets[0], line);
    }

    private CaptureStatement FilterBlock(int line) => Captured("endfilter", true, null, line);

    private CaptureStatement Captured(string end, bool isFiltered, string? target, int line)
    {
        var text = new CapturedText();
        Expression value = text;
        if (isFiltered)
        {
            value = _expressions.Filters(_expressions.Filter(value));
        }

        return new CaptureStatement(Closed(end), captured => new WithCaptured(value, captured), target, line);
    }

    private MacroStatement Macro(int line)
    {
        var name = _tokens.Expect(TokenKind.Name).Text;
        _tokens.Expect("(");
        var parameters = new List<(string, Expression?)>();
        while (!_tokens.Accept(")"))
        {
            var parameter = _tokens.Expect(TokenKind.Name).Text;
            parameters.Add((parameter, _tokens.Accept("=") ? _expressions.Expression() : null));
            if (!_tokens.Current.Is(")"))
            {
                _tokens.Expect(",");
            }
        }

        var loops = _loops;
        _loops = 0;
        var body = Closed("endmacro");
        _loops = loops;
        return new MacroStatement(name, parameters, body, line);
    }

    private CallStatement CallBlock(int line)
    {
        var target = new Variable(_tokens.Expect(TokenKind.Name).Text);
        var arguments = _expressions.CallArguments();
        return new CallStatement(target, arguments, Closed("endcall"), line);
    }

    private IfStatement Generation(int line) => new([(null, Closed("endgeneration"))], line);

    private JumpStatement Jump(Flow flow, int line)
    {
        End();
        return _loops > 0 ? new JumpStatement(flow, line) : throw new TemplateException("break and continue belong inside a for", line);
    }
}

/// <summary>The text of the block that a filter or set works on.</summary>
internal sealed class CapturedText : Expression
{
    public const string Name = " captured";

    protected override object? Evaluate(Rendering rendering) => rendering.Scope.Find(Name);
}

/// <summary>An expression with the captured text in view.</summary>
internal sealed class WithCaptured(Expression value, string captured) : Expression
{
    protected override object? Evaluate(Rendering rendering)
    {
        var outer = rendering.Scope;
        rendering.Scope = new Scope(outer);
        rendering.Scope.Set(CapturedText.Name, captured);
        var result = value.In(rendering);
        rendering.Scope = outer;
        return result;
    }
}
