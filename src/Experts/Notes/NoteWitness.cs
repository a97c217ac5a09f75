using System.Text;
using Experts.Generation;
using Experts.Memory;
using Experts.Sampling;
using Experts.Serving;

namespace Experts.Notes;

/// <summary>
/// Puts a question to an expert's language model and its memory side by side, and chooses. Either may be missing. Thread-safe; many
/// questions at once share the model's batch.
/// </summary>
/// <param name="model">The language model, which stays the caller's; null for an expert that only remembers.</param>
/// <param name="recall">The memory; null for an expert that only generates.</param>
/// <param name="gate">Fitted to these two.</param>
public sealed class NoteWitness(Expert? model, NoteRecall? recall, NoteGate gate)
{
    /// <summary>Most tokens of a generated note (the notes of the small experts have 16 on average).</summary>
    public const int MostTokens = 44;

    /// <summary>A memory has an entry for each group of wordings; several may hold the same note.</summary>
    private const int Entries = 3 * NoteTestimony.Near;

    private static readonly AnswerSettings _greedy = new()
    {
        MaxTokens = MostTokens,
        Sampling = new SamplingSettings { Temperature = 0, TopLogProbabilities = 0 },
    };

    /// <summary>The note for a question, with its confidence.</summary>
    /// <exception cref="EngineBusyException">The model has too many requests.</exception>
    public async Task<NoteChoice> AskAsync(string question, CancellationToken cancellationToken) =>
        NoteChoice.Of(await TestifyAsync(question, cancellationToken), gate);

    /// <summary>What both witnesses say, without a choice.</summary>
    /// <exception cref="EngineBusyException">The model has too many requests.</exception>
    public async Task<NoteTestimony> TestifyAsync(string question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        var generating = model is null ? Task.FromResult<GeneratedNote?>(null) : GenerateAsync(model, QuestionText.Normalise(question), cancellationToken);
        var recalling = recall is null ? Task.FromResult<IReadOnlyList<RecalledNote>>([]) : recall(question, Entries, cancellationToken).AsTask();
        await Task.WhenAll(generating, recalling);
        return new NoteTestimony(await generating, [.. (await recalling).DistinctBy(note => note.Note.Trim()).Take(NoteTestimony.Near)]);
    }

    /// <summary>A question that leaves the model no room for an answer is one that it knows nothing about.</summary>
    private static async Task<GeneratedNote?> GenerateAsync(Expert model, string question, CancellationToken cancellationToken)
    {
        var prompt = model.PromptOf([new PromptMessage("user", question)]);
        if (prompt.Length >= model.ContextLength)
        {
            return new GeneratedNote("", 0, 0, 0);
        }

        var (text, sum, least, scored, tokens) = (new StringBuilder(), 0.0, 0.0, 0, 0);
        await foreach (var piece in model.AnswerAsync(prompt, _greedy, cancellationToken))
        {
            text.Append(piece.Text);
            foreach (var token in piece.Tokens)
            {
                sum += token.LogProbability;
                least = Math.Min(least, token.LogProbability);
                scored++;
            }

            tokens = piece.End?.Tokens ?? tokens;
        }

        return new GeneratedNote(text.ToString().Trim(), scored == 0 ? 0 : sum / scored, least, tokens);
    }
}
