using System.Threading.Channels;
using Experts.Serving;

namespace Gateway.LocalModels;

/// <summary>
/// The running choices of one request, side by side, and what they said and nobody took yet. Holds its model until all of
/// them have ended. Disposing cancels what still runs; it ends at the model's next step.
/// </summary>
internal sealed class AnswerRun : IDisposable
{
    /// <summary>Pieces that wait for a slow client; then its choices pause at their next token.</summary>
    private const int MostWaiting = 64;

    private readonly Channel<(int Choice, AnswerPiece Piece)> _pieces =
        Channel.CreateBounded<(int, AnswerPiece)>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });

    private readonly CancellationTokenSource _stop = new();
    private Exception? _failure;

    /// <summary>Starts the choices and takes over the lease.</summary>
    public AnswerRun(ExpertLease lease, Expert expert, AnswerPlan plan)
    {
        Plan = plan;
        Ended = Task.Run(() => RunAsync(lease, expert));
    }

    /// <summary>What runs.</summary>
    public AnswerPlan Plan { get; }

    /// <summary>What was said, in order within each choice. Reading throws what ended a choice before its end.</summary>
    public ChannelReader<(int Choice, AnswerPiece Piece)> Pieces => _pieces.Reader;

    /// <summary>Completes when everything has ended and the model is free. Never fails.</summary>
    public Task Ended { get; }

    /// <inheritdoc/>
    public void Dispose() => _stop.Cancel();

    private async Task RunAsync(ExpertLease lease, Expert expert)
    {
        using (lease)
        {
            try
            {
                await Task.WhenAll(Plan.Choices.Select((choice, index) => RunAsync(expert, choice, index)));
                _pieces.Writer.Complete();
            }
            catch (Exception exception) // Whatever it was, the reader is told; nobody else waits for it.
            {
                _pieces.Writer.Complete(_failure ?? exception);
            }
        }
    }

    private async Task RunAsync(Expert expert, PlannedChoice choice, int index)
    {
        try
        {
            await foreach (var piece in expert.AnswerAsync(choice.Prompt, choice.Settings, _stop.Token))
                await _pieces.Writer.WriteAsync((index, piece), _stop.Token);
        }
        catch (Exception exception)
        {
            Interlocked.CompareExchange(ref _failure, exception, null);
            await _stop.CancelAsync(); // One choice that fails makes the others useless.
            throw;
        }
    }
}
