using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using LanguageModels.Rewriting;
using LanguageModels.Sessions;

namespace Experts.Generation;

/// <summary>
/// Our own generation loop over plain ONNX Runtime: one thread per model, which reads prompts in chunks and gives all running answers
/// a token in one run (continuous batching). Prompts with the same beginning share its keys and values.
/// </summary>
public sealed class OnnxGenerationEngine : IGenerationEngine
{
    private readonly IDecoder _decoder;
    private readonly GenerationSettings _settings;
    private readonly TimeProvider _time;
    private readonly GenerationLoop _loop;
    private readonly ConcurrentQueue<Sequence> _arrivals = new();
    private readonly AdapterOrders _adapters = new();
    private readonly AutoResetEvent _wake = new(false);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _waiting;
    private volatile bool _stopping;

    internal OnnxGenerationEngine(IDecoder decoder, string provider, GenerationSettings settings, TimeProvider time)
    {
        Check(settings);
        settings = settings with { PrefillChunk = Math.Min(settings.PrefillChunk, decoder.MaxChunk) };
        (_decoder, _settings, _time) = (decoder, settings, time);
        Fingerprint = $"onnxruntime {OnnxRuntimeLibrary.Version} {provider} {settings.Precision}";
        _loop = new GenerationLoop(decoder, settings);
        new Thread(Run) { IsBackground = true, Name = "generation" }.Start();
    }

    /// <inheritdoc/>
    public int ContextLength => _decoder.MaxLength;

    /// <inheritdoc/>
    public int VocabularySize => _decoder.VocabularySize;

    /// <inheritdoc/>
    public string Fingerprint { get; }

    /// <summary>Starts an engine on an open decoder, which it owns from now on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    public static OnnxGenerationEngine Start(DecoderSession decoder, GenerationSettings settings, TimeProvider time) =>
        new(decoder, decoder.Provider, settings with { Precision = Named(settings.Precision, decoder.Cache) }, time);

    /// <inheritdoc/>
    public IAsyncEnumerable<GeneratedToken> GenerateAsync(GenerationRequest request, CancellationToken cancellationToken)
    {
        Check(request);
        var maxTokens = Math.Min(request.MaxTokens, ContextLength - request.Prompt.Length);
        return maxTokens > 0 ? ReadAsync(request, maxTokens, cancellationToken) : throw new ContextOverflowException(request.Prompt.Length, ContextLength);
    }

    /// <summary>Loads an adapter between two steps, while others generate. Requests name it by the number that comes back.</summary>
    /// <exception cref="ModelFolderException">It does not fit the model.</exception>
    /// <exception cref="InvalidOperationException">As many as the decoder allows are loaded.</exception>
    public Task<int> LoadAdapterAsync(LoraWeights adapter)
    {
        ObjectDisposedException.ThrowIf(_stopping, this);
        var loaded = _adapters.LoadAsync(adapter);
        _wake.Set();
        return loaded;
    }

    /// <summary>
    /// Lets an adapter go: new requests for it are refused, and those that still run end with an <see cref="ObjectDisposedException"/>;
    /// whoever wants to drain waits for its own requests first.
    /// </summary>
    public Task UnloadAdapterAsync(int adapter)
    {
        var left = _adapters.UnloadAsync(adapter);
        _wake.Set();
        return left;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _stopping = true;
        _wake.Set();
        await _ended.Task.ConfigureAwait(false);
    }

    private async IAsyncEnumerable<GeneratedToken> ReadAsync(GenerationRequest request, int maxTokens, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var sequence = new Sequence(request, maxTokens);
        Enqueue(sequence);
        try
        {
            using var cancelling = cancellationToken.UnsafeRegister(static (state, token) => ((Sequence)state!).Cancel(token), sequence);

            // Without a token of its own the wait allocates nothing; cancelling completes the channel.
            while (await sequence.Reader.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false))
            {
                while (sequence.Reader.TryRead(out var token))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    yield return token;
                }
            }
        }
        finally
        {
            sequence.Cancel();
            _wake.Set();
        }
    }

    private void Enqueue(Sequence sequence)
    {
        if (Interlocked.Increment(ref _waiting) > _settings.QueueLimit)
        {
            Interlocked.Decrement(ref _waiting);
            throw new EngineBusyException($"{_settings.QueueLimit} requests wait for a place already.");
        }

        _arrivals.Enqueue(sequence);
        _wake.Set();
        if (_stopping)
        {
            sequence.Fail(new ObjectDisposedException(nameof(OnnxGenerationEngine)));
        }
    }

    private void Run()
    {
        try
        {
            while (!_stopping)
            {
                TakeArrivals();
                _adapters.Run(_loop);
                var worked = _loop.Run(_time.GetUtcNow());
                Interlocked.Add(ref _waiting, -_loop.TakeLeftQueue());
                if (!worked && _arrivals.IsEmpty)
                {
                    _loop.Rest();
                    _wake.WaitOne();
                }
            }
        }
        finally
        {
            End();
        }
    }

    private void End()
    {
        _stopping = true;
        TakeArrivals();
        _adapters.Close();
        _loop.FailAll(new ObjectDisposedException(nameof(OnnxGenerationEngine)));
        _loop.Dispose();
        _ended.TrySetResult();
    }

    private void TakeArrivals()
    {
        while (_arrivals.TryDequeue(out var sequence))
        {
            _loop.Enqueue(sequence);
        }
    }

    private void Check(GenerationRequest request)
    {
        ObjectDisposedException.ThrowIf(_stopping, this);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.MaxTokens, 1);
        if (!_adapters.Has(request.Adapter))
        {
            throw new ArgumentException($"The adapter {request.Adapter} is not loaded.", nameof(request));
        }

        if (request.Prompt.IsDefaultOrEmpty)
        {
            throw new ArgumentException("A prompt needs at least one token.", nameof(request));
        }

        foreach (var token in request.Prompt)
        {
            if ((uint)token >= (uint)VocabularySize)
            {
                throw new ArgumentException($"The prompt holds the token {token}; the vocabulary has {VocabularySize}.", nameof(request));
            }
        }
    }

    private static string Named(string precision, CacheFormat cache) =>
        cache == CacheFormat.Exact ? precision : $"{precision} cache-{(cache == CacheFormat.Int8 ? "int8" : "int4")}";

    private static void Check(GenerationSettings settings)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.QueueLimit, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.PrefillChunk, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(settings.PrefillBudget);
        ArgumentOutOfRangeException.ThrowIfNegative(settings.TokenBudget);
        ArgumentOutOfRangeException.ThrowIfNegative(settings.PrefixPositions);
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.PrefixBlock, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(settings.LookupTokens);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(settings.LookupTokens, 64);
        ArgumentOutOfRangeException.ThrowIfNegative(settings.LookupLead);
    }
}
