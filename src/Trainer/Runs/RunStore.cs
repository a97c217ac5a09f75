using System.Globalization;
using Experts.Registry;

namespace Trainer.Runs;

/// <summary>All runs of an installation: <c>training/&lt;domain&gt;/&lt;run&gt;/</c>.</summary>
/// <param name="root">The folder; it need not exist yet.</param>
/// <param name="time">Clock.</param>
public sealed class RunStore(string root, TimeProvider time)
{
    private const int LongestDomain = 64;

    /// <summary>Where a domain's runs and its lock are.</summary>
    /// <exception cref="ArgumentException">It is no name of a domain.</exception>
    public string DomainFolder(string domain) => domain.Length is > 0 and <= LongestDomain && domain.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-' or '_')
        ? Path.Combine(root, domain)
        : throw new ArgumentException($"'{domain}' is no name of a domain: expected 1 to {LongestDomain} of a-z, 0-9, '-' and '_'.", nameof(domain));

    /// <summary>A name for a run that begins now; two of one second get different ones.</summary>
    public string NewId(string domain, string recipe)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():yyyyMMdd-HHmmss}-{recipe}");
        var id = name;
        for (var number = 2; Directory.Exists(Path.Combine(DomainFolder(domain), id)); number++)
        {
            id = string.Create(CultureInfo.InvariantCulture, $"{name}-{number}");
        }

        return id;
    }

    /// <summary>Begins a run: its plan is written, nothing else done.</summary>
    /// <exception cref="ArgumentException">The domain's or the expert's name cannot be one, or the recipe is flawed; the message lists all flaws.</exception>
    public RunFolder Create(RunPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ExpertRegistry.CheckName(plan.Expert);
        if (plan.Recipe.Flaws().ToList() is { Count: > 0 } flaws)
        {
            throw new ArgumentException($"The recipe '{plan.Recipe.Name}' cannot be run: {string.Join("; ", flaws)}.", nameof(plan));
        }

        return RunFolder.Create(Path.Combine(DomainFolder(plan.Domain), plan.Id), plan);
    }

    /// <summary>All runs, oldest first.</summary>
    /// <param name="domain">Of this domain alone; null for all.</param>
    public IReadOnlyList<RunFolder> List(string? domain)
    {
        IEnumerable<string> domains = domain is not null ? [DomainFolder(domain)] : Directory.Exists(root) ? Directory.EnumerateDirectories(root) : [];
        return [.. domains.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateDirectories(folder)).Where(folder => !Path.GetFileName(folder).StartsWith('.')).Select(folder => new RunFolder(folder)).Where(run => run.Exists()).OrderBy(run => run.Id, StringComparer.Ordinal)];
    }

    /// <summary>The one run whose name begins so; null when there is none.</summary>
    /// <exception cref="ArgumentException">Several begin so.</exception>
    public RunFolder? Find(string id, string? domain)
    {
        List<RunFolder> found = [.. List(domain).Where(run => run.Id.StartsWith(id, StringComparison.Ordinal))];
        return found.FirstOrDefault(run => run.Id == id) ?? found switch
        {
            [] => null,
            [var one] => one,
            _ => throw new ArgumentException($"{found.Count} runs begin with '{id}': {string.Join(", ", found.Select(run => run.Id).Take(5))}. Give more of the name.", nameof(id)),
        };
    }
}
