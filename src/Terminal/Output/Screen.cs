using Spectre.Console;

namespace Terminal.Output;

/// <summary>
/// Where a command writes: results to one writer, everything said about them to the other, so that a pipe carries
/// results alone. Colour, boxes and progress bars appear on a terminal only.
/// </summary>
public sealed class Screen
{
    /// <summary>Wide enough that nothing piped is ever wrapped.</summary>
    private const int PipeWidth = 10_000;

    /// <summary>Writes to two writers.</summary>
    /// <param name="output">Takes results.</param>
    /// <param name="error">Takes remarks, problems and progress.</param>
    /// <param name="outputIsTerminal">Whether a person watches <paramref name="output"/>.</param>
    /// <param name="errorIsTerminal">Whether a person watches <paramref name="error"/>.</param>
    public Screen(TextWriter output, TextWriter error, bool outputIsTerminal, bool errorIsTerminal)
    {
        Output = output;
        Error = error;
        IsTerminal = outputIsTerminal;
        Results = ConsoleOn(output, outputIsTerminal);
        Remarks = ConsoleOn(error, errorIsTerminal);
    }

    /// <summary>Takes results.</summary>
    public TextWriter Output { get; }

    /// <summary>Takes remarks, problems and progress.</summary>
    public TextWriter Error { get; }

    /// <summary>Whether a person watches the results.</summary>
    public bool IsTerminal { get; }

    /// <summary>Results, with layout.</summary>
    public IAnsiConsole Results { get; }

    /// <summary>Remarks, with layout.</summary>
    public IAnsiConsole Remarks { get; }

    /// <summary>Writes one line of results, safe to print.</summary>
    public void WriteResult(string line) => Output.WriteLine(SafeText.Line(line));

    /// <summary>Writes a piece of a text that goes on, safe to print, and shows it at once.</summary>
    public async Task WritePieceAsync(string text)
    {
        await Output.WriteAsync(SafeText.Block(text));
        await Output.FlushAsync();
    }

    /// <summary>Writes one remark, safe to print.</summary>
    public void WriteRemark(string line) => Error.WriteLine(SafeText.Line(line));

    private static IAnsiConsole ConsoleOn(TextWriter writer, bool terminal)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = terminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = terminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = terminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!terminal)
        {
            console.Profile.Width = PipeWidth;
        }

        return console;
    }
}
