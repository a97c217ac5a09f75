using System.Runtime.CompilerServices;
using Experts.Generation;
using Experts.Sampling;
using LanguageModels.Sessions;

namespace Experts.GenAi;

/// <summary>
/// Generation by the official ONNX Runtime GenAI library: one generator a request, one request at a time on a thread of its own.
/// Tokens are chosen by our sampler over its logits, so both engines answer alike.
/// </summary>
public sealed class GenAiEngine : IGenerationEngine
{
    private const int PrefillChunk = 256;

    private readonly GenAiModel _model;
    private readonly GenAiSettings _settings;
    private readonly TimeProvider _time;
    private readonly WaitingLine _line;
    private readonly float[] _logits;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile GenAiGenerator? _running;
    private volatile bool _stopping;

    private GenAiEngine(GenAiModel model, ModelFolder folder, GenAiSettings settings, TimeProvider time)
    {
        (_model, _settings, _time, _line) = (model, settings, time, new WaitingLine(settings.QueueLimit));
        ContextLength = settings.ContextLength == 0 ? folder.ContextLength : Math.Min(settings.ContextLength, folder.ContextLength);
        (VocabularySize, _logits) = (folder.VocabularySize, new float[folder.VocabularySize]);
        Fingerprint = $"onnxruntime-genai {GenAiLibrary.Identity} over onnxruntime {OnnxRuntimeLibrary.Version} {model.Device} {settings.Precision}";
        new Thread(Run) { IsBackground = true, Name = "genai" }.Start();
    }

    /// <inheritdoc/>
    public int ContextLength { get; }

    /// <inheritdoc/>
    public int VocabularySize { get; }

    /// <inheritdoc/>
    public string Fingerprint { get; }

    /// <summary>Loads the library alone, so that a wrong path is found before a model is needed.</summary>
    /// <exception cref="GenAiException">It is not there, or does not fit.</exception>
    public static void LoadLibrary(string path) => GenAiLibrary.Load(path);

    /// <summary>Loads a model folder; the library too, where this process has not yet.</summary>
    /// <exception cref="ModelFolderException">The folder's genai_config.json is missing or wrong.</exception>
    /// <exception cref="GenAiException">The library does not fit, or it refuses the folder or an adapter.</exception>
    public static GenAiEngine Start(string modelFolder, GenAiSettings settings, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.QueueLimit, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(settings.Session.Threads);
        ArgumentOutOfRangeException.ThrowIfNegative(settings.ContextLength);
        var folder = ModelFolder.Open(modelFolder);
        return new GenAiEngine(GenAiModel.Open(folder.Path, settings), folder, settings, time);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<GeneratedToken> GenerateAsync(GenerationRequest request, CancellationToken cancellationToken)
    {
        Check(request);
        var maxTokens = Math.Min(request.MaxTokens, ContextLength - request.Prompt.Length);
        return maxTokens > 0 ? ReadAsync(request, maxTokens, cancellationToken) : throw new ContextOverflowException(request.Prompt.Length, ContextLength);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _stopping = true;
        foreach (var sequence in _line.Close())
        {
            sequence.Fail(new ObjectDisposedException(nameof(GenAiEngine)));
        }

        _running?.Terminate();
        await _ended.Task.ConfigureAwait(false);
    }

    private async IAsyncEnumerable<GeneratedToken> ReadAsync(GenerationRequest request, int maxTokens, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var sequence = new Sequence(request, maxTokens);
        if (!_line.TryAdd(sequence))
        {
            throw new EngineBusyException($"{_settings.QueueLimit} requests wait for a place already.");
        }

        try
        {
            using var deadline = WatchDeadline(sequence);
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
            _line.Remove(sequence);
        }
    }

    private ITimer? WatchDeadline(Sequence sequence)
    {
        if (sequence.Request.AdmissionDeadline is not { } deadline)
        {
            return null;
        }

        var left = deadline - _time.GetUtcNow();
        return _time.CreateTimer(_ => GiveUp(sequence), null, left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private void GiveUp(Sequence sequence)
    {
        if (_line.Remove(sequence))
        {
            sequence.Fail(new EngineBusyException("The request waited for a place until its deadline; another one is running."));
        }
    }

    private void Run()
    {
        try
        {
            while (_line.Take() is { } sequence)
            {
                Answer(sequence);
            }
        }
        finally
        {
            _model.Dispose();
            _ended.TrySetResult();
        }
    }

    private void Answer(Sequence sequence)
    {
        try
        {
            var request = sequence.Request;
            using var generator = _model.Start(sequence.Reserve, request.Adapter == 0 ? null : _settings.Adapters[request.Adapter - 1].Name);
            _running = generator;
            sequence.Sampler = new Sampler(request.Sampling, request.Prompt.AsSpan(), VocabularySize, request.Constraint);
            Continue(generator, sequence);

            if (_stopping)
            {
                sequence.Fail(new ObjectDisposedException(nameof(GenAiEngine)));
            }
        }
        catch (Exception e)
        {
            sequence.Fail(_stopping ? new ObjectDisposedException(nameof(GenAiEngine)) : e);
        }
        finally
        {
            _running = null;
        }
    }

    private void Continue(GenAiGenerator generator, Sequence sequence)
    {
        for (var past = 0; past < sequence.PromptLength && !_stopping && !sequence.Cancelled; past += PrefillChunk)
        {
            generator.Append(sequence.Tokens.Slice(past, Math.Min(PrefillChunk, sequence.PromptLength - past)));
        }

        while (!_stopping && !sequence.Cancelled && !Choose(generator, sequence))
        {
            generator.Append([sequence.LastToken]);
        }
    }

    /// <summary>Chooses the next token and hands it out. True when the answer ends.</summary>
    private bool Choose(GenAiGenerator generator, Sequence sequence)
    {
        generator.Logits(_logits);
        var choice = sequence.Sampler!.Choose(_logits);
        return sequence.Deliver(choice, sequence.Sampler.Top);
    }

    private void Check(GenerationRequest request)
    {
        ObjectDisposedException.ThrowIf(_stopping, this);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.MaxTokens, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(request.Adapter);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(request.Adapter, _settings.Adapters.Length);
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
}
