namespace Experts.Serving;

/// <summary>There is no memory for the expert: it is larger than what all models may take, or others are in use. The message names no path and may be shown to clients.</summary>
public sealed class ExpertMemoryException(string name, long needed, long allowed) : ExpertUnavailableException(MessageOf(name, needed, allowed), null)
{
    private static string MessageOf(string name, long needed, long allowed)
    {
        var (wants, limit) = (Mebibytes(needed), Mebibytes(allowed));
        return needed > allowed
            ? $"The local model '{name}' needs {wants} MiB of memory, more than the {limit} MiB that all local models may take. Ask the operator."
            : $"There is no memory for the local model '{name}' now: it needs {wants} MiB of the {limit} MiB that all local models may take, and others are in use. Try again.";
    }

    private static long Mebibytes(long bytes) => (bytes + (1 << 20) - 1) >> 20;
}
