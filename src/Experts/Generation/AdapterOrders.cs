using System.Collections.Concurrent;
using LanguageModels.Sessions;

namespace Experts.Generation;

/// <summary>
/// Adapters that are to come and to go, handed to the thread that owns the decoder. One that goes is refused to new requests at once,
/// those that run end with an error, and its number is free when they have left. Thread-safe but for <see cref="Run"/> and <see cref="Close"/>.
/// </summary>
internal sealed class AdapterOrders
{
    private readonly ConcurrentQueue<(LoraWeights Weights, TaskCompletionSource<int> Loaded)> _coming = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource?> _loaded = new();
    private volatile bool _closed;

    /// <summary>Whether requests may name it; 0 is the base model.</summary>
    public bool Has(int adapter) => adapter == 0 || (_loaded.TryGetValue(adapter, out var leaving) && leaving is null);

    public Task<int> LoadAsync(LoraWeights weights)
    {
        var loaded = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        _coming.Enqueue((weights, loaded));
        if (_closed)
        {
            Close();
        }

        return loaded.Task;
    }

    public Task UnloadAsync(int adapter)
    {
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _closed || !_loaded.TryUpdate(adapter, left, null) ? Task.CompletedTask : left.Task;
    }

    /// <summary>Does what can be done now. The loop's thread.</summary>
    public void Run(GenerationLoop loop)
    {
        while (_coming.TryDequeue(out var order))
        {
            try
            {
                var adapter = loop.Load(order.Weights);
                _loaded[adapter] = null;
                order.Loaded.TrySetResult(adapter);
            }
            catch (Exception e)
            {
                order.Loaded.TrySetException(e);
            }
        }

        foreach (var (adapter, leaving) in _loaded)
        {
            if (leaving is not null && !Ends(loop.Of(adapter)))
            {
                loop.Unload(adapter);
                _loaded.TryRemove(adapter, out _);
                leaving.TrySetResult();
            }
        }
    }

    /// <summary>Ends what waits: the engine is gone, and all adapters with it.</summary>
    public void Close()
    {
        _closed = true;
        while (_coming.TryDequeue(out var order))
        {
            order.Loaded.TrySetException(new ObjectDisposedException(nameof(OnnxGenerationEngine)));
        }

        foreach (var leaving in _loaded.Values)
        {
            leaving?.TrySetResult();
        }
    }

    /// <summary>Ends sequences; whether there are some, which hold their places until the next run.</summary>
    private static bool Ends(IEnumerable<Sequence> sequences)
    {
        var some = false;
        foreach (var sequence in sequences)
        {
            sequence.Fail(new ObjectDisposedException(nameof(OnnxGenerationEngine), "The adapter was unloaded."));
            sequence.Cancel();
            some = true;
        }

        return some;
    }
}
