using System.Runtime.InteropServices;
using LanguageModels.Sessions;
using Xunit;

namespace Experts.Tests.Generation;

/// <summary>
/// A decoder whose cache holds the tokens themselves and whose next token is a function of all tokens before it: any slot, position
/// or copy that is wrong changes the answer. Can fail on demand.
/// </summary>
internal sealed class EchoDecoder(int slots, int maxLength = 64, bool scores = false) : IDecoder
{
    public const int Vocabulary = 50;
    private readonly int[,] _cache = new int[slots, maxLength];
    private readonly float[] _logits = new float[Math.Max(slots, maxLength) * Vocabulary];

    public int Slots => slots;

    public int MaxLength => maxLength;

    public int MaxChunk => 16;

    public int VocabularySize => Vocabulary;

    public bool ScoresAllPositions => scores;

    public long PositionBytes => sizeof(int);

    public int Prefills { get; private set; }

    public int PrefilledTokens { get; private set; }

    public int Decodes { get; private set; }

    public int WidestDecode { get; private set; }

    public int Scores { get; private set; }

    public int LetsGo { get; private set; }

    public SortedSet<int> Loaded { get; } = [];

    public bool Disposed { get; private set; }

    /// <summary>How far the next token leads, in logits.</summary>
    public float Lead { get; set; } = 20;

    /// <summary>Called before each run with its kind; may throw.</summary>
    public Action<string> BeforeRun { get; set; } = _ => { };

    /// <summary>The token after these.</summary>
    public static int After(ReadOnlySpan<int> tokens)
    {
        var hash = 17u;
        foreach (var token in tokens)
        {
            hash = (hash * 31) + (uint)token;
        }

        return (int)(hash / 7 % Vocabulary);
    }

    /// <summary>The answer that a prompt gets.</summary>
    public static int[] Answer(ReadOnlySpan<int> prompt, int maxTokens, params int[] ends) => AnswerOf(0, prompt, maxTokens, ends);

    /// <summary>The answer that a prompt gets with an adapter.</summary>
    public static int[] AnswerOf(int adapter, ReadOnlySpan<int> prompt, int maxTokens, params int[] ends)
    {
        var all = new List<int>([.. prompt]);
        do
        {
            all.Add(After([.. all.Select(token => token + (adapter * Vocabulary))]));
        }
        while (all.Count < prompt.Length + maxTokens && !ends.Contains(all[^1]));

        return [.. all.Skip(prompt.Length)];
    }

    public void Prefill(int slot, ReadOnlySpan<int> tokens, int past, int adapter = 0)
    {
        BeforeRun("prefill");
        Prefills++;
        PrefilledTokens += tokens.Length;
        Write(slot, tokens, past, adapter);
        Give(0, slot, past + tokens.Length, adapter);
    }

    public void Score(int slot, ReadOnlySpan<int> tokens, int past, int adapter = 0)
    {
        BeforeRun("score");
        Scores++;
        Write(slot, tokens, past, adapter);
        for (var i = 0; i < tokens.Length; i++)
        {
            Give(i, slot, past + i + 1, adapter);
        }
    }

    public void Decode(ReadOnlySpan<int> tokens, ReadOnlySpan<int> pasts, ReadOnlySpan<int> adapters = default)
    {
        BeforeRun("decode");
        Decodes++;
        WidestDecode = Math.Max(WidestDecode, tokens.Length);
        for (var row = 0; row < tokens.Length; row++)
        {
            Write(row, tokens.Slice(row, 1), pasts[row], adapters.IsEmpty ? 0 : adapters[row]);
            Give(row, row, pasts[row] + 1, adapters.IsEmpty ? 0 : adapters[row]);
        }
    }

    public Span<float> Logits(int row) => _logits.AsSpan(row * Vocabulary, Vocabulary);

    public void Copy(int from, int to, int positions) => Slot(from)[..positions].CopyTo(Slot(to));

    public void Save(int slot, int position, int count, Span<byte> destination)
    {
        BeforeRun("save");
        MemoryMarshal.AsBytes(Slot(slot).Slice(position, count)).CopyTo(destination);
    }

    public void Restore(int slot, int position, int count, ReadOnlySpan<byte> source) =>
        source.CopyTo(MemoryMarshal.AsBytes(Slot(slot).Slice(position, count)));

    public int Load(LoraWeights adapter)
    {
        var number = Enumerable.Range(1, 99).First(number => !Loaded.Contains(number));
        Loaded.Add(number);
        return number;
    }

    public void Unload(int adapter) => Loaded.Remove(adapter);

    public void LetGo()
    {
        LetsGo++;
        Array.Clear(_cache);
    }

    public void Dispose() => Disposed = true;

    private Span<int> Slot(int slot) => MemoryMarshal.CreateSpan(ref _cache[slot, 0], maxLength);

    // What an adapter writes differs, as its keys and values do.
    private void Write(int slot, ReadOnlySpan<int> tokens, int past, int adapter)
    {
        Assert.True(adapter == 0 || Loaded.Contains(adapter), $"adapter {adapter} is not loaded");
        for (var i = 0; i < tokens.Length; i++)
        {
            Slot(slot)[past + i] = tokens[i] + (adapter * Vocabulary);
        }
    }

    private void Give(int row, int slot, int length, int adapter)
    {
        Logits(row).Fill(10 - Lead);
        Logits(row)[After(Slot(slot)[..length])] = 10;
    }
}
