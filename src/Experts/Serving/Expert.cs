using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Experts.Generation;
using Experts.Sampling;
using LanguageModels.Templates;
using LanguageModels.Tokenization;

namespace Experts.Serving;

/// <summary>A loaded language model that is talked to in text: prompts from conversations or texts, answers in pieces. Thread-safe.</summary>
public sealed class Expert : IAsyncDisposable
{
    private readonly IGenerationEngine _engine;
    private readonly ExpertFormat _format;
    private readonly PromptEncoder _encoder;

    /// <summary>Takes over the engine: disposing the expert disposes it.</summary>
    public Expert(IGenerationEngine engine, ExpertFormat format)
    {
        (_engine, _format) = (engine, format);
        _encoder = new PromptEncoder(format);
    }

    /// <summary>Most tokens of prompt and answer together.</summary>
    public int ContextLength => _engine.ContextLength;

    /// <summary>What computes, for records.</summary>
    public string Fingerprint => _engine.Fingerprint;

    /// <summary>The model's tokenizer.</summary>
    public Tokenizer Tokenizer => _format.Tokenizer;

    /// <summary>Whether the model can hold a conversation; else it continues texts only.</summary>
    public bool CanChat => _encoder.HasTemplate;

    /// <summary>Whether the model can be offered tools: its template takes them, and its calls are of a form that is read.</summary>
    public bool CanCallTools => ToolFormats.Of(_format.Template) != ToolFormat.None;

    /// <summary>The prompt of a conversation. Special tokens that messages spell stay text.</summary>
    /// <exception cref="TemplateException">The template refuses the conversation, such as two users in a row.</exception>
    /// <exception cref="NotSupportedException">The model has no template; see <see cref="CanChat"/>.</exception>
    public ImmutableArray<int> PromptOf(IReadOnlyList<PromptMessage> messages) => _encoder.Encode(messages, null);

    /// <summary>The prompt of a conversation in which the model may call tools. What their descriptions spell stays text as well.</summary>
    /// <exception cref="TemplateException">As above.</exception>
    public ImmutableArray<int> PromptOf(IReadOnlyList<PromptMessage> messages, OfferedTools tools) => _encoder.Encode(messages, tools);

    /// <summary>The prompt of a text to continue. Special tokens in it stay text.</summary>
    public ImmutableArray<int> PromptOf(string text) => _encoder.Encode(text) is { IsEmpty: false } ids ? ids : EndOfText();

    /// <summary>A constraint that keeps one answer valid JSON of a schema, or any JSON object without one.</summary>
    /// <exception cref="NotSupportedException">The schema uses what cannot be followed; the message says what.</exception>
    public ITokenConstraint JsonConstraint(JsonElement? schema) =>
        (_format.Json ?? throw new NotSupportedException("This model's answers cannot be held to JSON."))(schema);

    /// <summary>Answers a prompt. Stopping the enumeration or cancelling frees the model's place at the next step.</summary>
    /// <exception cref="ContextOverflowException">The prompt leaves no room for an answer.</exception>
    /// <exception cref="EngineBusyException">Too many requests wait already, or this one waited too long.</exception>
    public async IAsyncEnumerable<AnswerPiece> AnswerAsync(
        ImmutableArray<int> prompt, AnswerSettings settings, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = RequestFor(prompt, settings);
        if (request.MaxTokens == 0)
        {
            yield return new AnswerPiece("", [], new AnswerEnd(StopReason.Length, 0));
            yield break;
        }

        var calls = settings.Tools is { } tools ? new ToolCallReader(ToolFormats.Of(_format.Template), tools) : null;
        var text = new AnswerText(Tokenizer, settings.Stop, settings.Sampling.TopLogProbabilities is not null, calls);
        await foreach (var token in _engine.GenerateAsync(request, cancellationToken))
        {
            var piece = text.Take(token);
            if (!piece.IsEmpty)
            {
                yield return piece;
            }

            if (piece.End is not null)
            {
                yield break;
            }
        }

        throw new InvalidOperationException("The engine stopped without saying why.");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    private GenerationRequest RequestFor(ImmutableArray<int> prompt, AnswerSettings settings)
    {
        var room = _engine.ContextLength - prompt.Length;
        return room <= 0
            ? throw new ContextOverflowException(prompt.Length, _engine.ContextLength)
            : new GenerationRequest
            {
                Prompt = prompt,
                MaxTokens = Math.Min(settings.MaxTokens ?? room, room),
                EndTokens = _format.EndTokens,
                Sampling = settings.Sampling,
                Constraint = settings.Constraint,
                AdmissionDeadline = settings.AdmissionDeadline,
            };
    }

    /// <summary>An empty text is continued from what stands between texts.</summary>
    private ImmutableArray<int> EndOfText() =>
        (_format.BeginToken ?? _format.EndToken) is { } token && Tokenizer.IdOf(token) is { } id ? [id] : _format.EndTokens[..1];
}
