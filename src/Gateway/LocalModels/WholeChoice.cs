using System.Collections.Immutable;
using System.Text;
using Experts.Serving;

namespace Gateway.LocalModels;

/// <summary>A choice that is gathered until it is whole.</summary>
internal sealed class WholeChoice
{
    private readonly StringBuilder _text = new();
    private readonly ImmutableArray<AnswerToken>.Builder _tokens = ImmutableArray.CreateBuilder<AnswerToken>();

    /// <summary>The text.</summary>
    public string Text => _text.ToString();

    /// <summary>Its tokens, when probabilities were asked for.</summary>
    public ImmutableArray<AnswerToken> Tokens => _tokens.ToImmutable();

    /// <summary>Calls of tools.</summary>
    public ImmutableArray<CalledTool> Calls { get; private set; } = [];

    /// <summary>How it ended; set once it is whole.</summary>
    public AnswerEnd? End { get; private set; }

    /// <summary>Takes what is new.</summary>
    public void Add(AnswerPiece piece)
    {
        _text.Append(piece.Text);
        if (!piece.Tokens.IsDefaultOrEmpty)
            _tokens.AddRange(piece.Tokens);
        if (!piece.Calls.IsDefaultOrEmpty)
            Calls = Calls.AddRange(piece.Calls);
        End = piece.End ?? End;
    }
}
