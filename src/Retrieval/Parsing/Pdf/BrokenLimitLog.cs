using UglyToad.PdfPig.Logging;

namespace Retrieval.Parsing.Pdf;

/// <summary>
/// The library goes on after failures inside a page, which real files need, and reports them here. When a limit is broken it must
/// not go on: a throw from here leaves the handler that swallowed the first one.
/// </summary>
internal sealed class BrokenLimitLog(BudgetedFilters filters) : ILog
{
    public void Debug(string message) => Check();

    public void Debug(string message, Exception ex) => Check();

    public void Warn(string message) => Check();

    public void Error(string message) => Check();

    public void Error(string message, Exception ex) => Check();

    private void Check()
    {
        if (filters.Broken is { } broken)
        {
            throw new DocumentFormatException(broken);
        }
    }
}
