using System.Diagnostics;
using System.Text;

namespace Support;

/// <summary>Collects what a child process writes, so that its pipes never fill up. Safe for many threads.</summary>
internal sealed class ProcessOutput
{
    private readonly Lock _lock = new();
    private readonly StringBuilder _text = new();

    /// <summary>All lines so far.</summary>
    public string Text
    {
        get
        {
            lock (_lock)
            {
                return _text.ToString();
            }
        }
    }

    /// <summary>Begins to read both outputs of a process that was just started.</summary>
    public static ProcessOutput Of(Process process)
    {
        var output = new ProcessOutput();
        process.OutputDataReceived += output.Add;
        process.ErrorDataReceived += output.Add;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return output;
    }

    private void Add(object sender, DataReceivedEventArgs line)
    {
        lock (_lock)
        {
            _text.AppendLine(line.Data);
        }
    }
}
