namespace Experts.GenAi;

/// <summary>One answer in the making. One thread, but for <see cref="Terminate"/>.</summary>
internal sealed unsafe class GenAiGenerator(OgaFunctions functions, OgaHandle generator) : IDisposable
{
    private const int Float32 = 1;

    internal nint Value => generator.Value;

    /// <summary>Runs the model over further tokens.</summary>
    public void Append(ReadOnlySpan<int> tokens)
    {
        fixed (int* first = tokens)
        {
            functions.Check(functions.AppendTokens(generator.Value, first, (nuint)tokens.Length));
        }
    }

    /// <summary>GenAI's own choice of the next token, which it remembers unless it ends the answer.</summary>
    public int Next()
    {
        int* tokens;
        nuint count;
        functions.Check(functions.GenerateNextToken(generator.Value));
        functions.Check(functions.GetNextTokens(generator.Value, &tokens, &count));
        return count == 1 ? *tokens : throw new GenAiException($"GenAI gave {count} tokens for one answer.");
    }

    /// <summary>Copies the logits after the last token.</summary>
    /// <param name="logits">[vocabulary]</param>
    public void Logits(Span<float> logits)
    {
        nint tensor;
        functions.Check(functions.GetLogits(generator.Value, &tensor));
        try
        {
            int type;
            void* data;
            functions.Check(functions.TensorGetType(tensor, &type));
            functions.Check(functions.TensorGetData(tensor, &data));
            var size = Size(tensor);
            if (type != Float32 || size < logits.Length || size % logits.Length != 0)
            {
                throw new GenAiException($"Expected float32 logits in rows of {logits.Length}, got {size} numbers of type {type}: the config's vocabulary does not fit the graph.");
            }

            new ReadOnlySpan<float>((float*)data + (size - logits.Length), logits.Length).CopyTo(logits);
        }
        finally
        {
            functions.DestroyTensor(tensor);
        }
    }

    /// <summary>Stops the run in progress, which fails then, as does every later one. Any thread; nothing after disposing.</summary>
    public void Terminate()
    {
        var held = false;
        try
        {
            generator.DangerousAddRef(ref held);
            fixed (byte* key = "terminate_session"u8, value = "1"u8)
            {
                functions.Check(functions.SetRuntimeOption(generator.DangerousGetHandle(), key, value));
            }
        }
        catch (ObjectDisposedException)
        {
            // The answer ended meanwhile.
        }
        finally
        {
            if (held)
            {
                generator.DangerousRelease();
            }
        }
    }

    public void Dispose() => generator.Dispose();

    private long Size(nint tensor)
    {
        nuint rank;
        functions.Check(functions.TensorGetShapeRank(tensor, &rank));
        if (rank > 8)
        {
            throw new GenAiException($"Expected logits of at most 8 dimensions, got {rank}.");
        }

        var shape = stackalloc long[8];
        functions.Check(functions.TensorGetShape(tensor, shape, rank));
        long size = 1;
        for (nuint i = 0; i < rank; i++)
        {
            size *= shape[i];
        }

        return size;
    }
}
