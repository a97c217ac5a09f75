using Experts.Registry;
using LanguageModels.Sessions;

namespace Trainer.Export;

/// <summary>
/// An exported expert that is not in the registry yet: whoever evaluates it adds report and gate to its folder, then registers it.
/// Disposing without registering leaves nothing behind.
/// </summary>
internal sealed class PreparedExpert : IDisposable
{
    private readonly ExpertRegistry _registry;
    private readonly ExpertDraft _draft;
    private readonly ExportOrder _order;

    internal PreparedExpert(ExpertRegistry registry, ExpertDraft draft, ExportOrder order, ExportCheck check)
    {
        (_registry, _draft, _order) = (registry, draft, order);
        Check = check;
    }

    /// <summary>Full path of the GenAI folder.</summary>
    public string Folder => _draft.Folder;

    /// <summary>How near it is to the training weights.</summary>
    public ExportCheck Check { get; }

    /// <summary>Adds it to the registry. Does not make it current.</summary>
    /// <param name="evaluation">One line for the manifest, such as <c>right 96 % of known, wrong 3 % of unknown</c>; null when it was not evaluated.</param>
    /// <param name="progress">Bytes hashed.</param>
    /// <param name="cancellationToken">Ends it before it is registered.</param>
    /// <exception cref="RegistryException">The registry is locked or cannot be written.</exception>
    public Task<ExpertVersion> RegisterAsync(string? evaluation, IProgress<RegistryProgress>? progress, CancellationToken cancellationToken) =>
        _registry.AddAsync(_draft, _order.Name, Facts(evaluation), progress, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _draft.Dispose();

    private ExpertFacts Facts(string? evaluation) => new()
    {
        Architecture = _order.Architecture.Family,
        Quantisation = _order.Precision.ToString().ToLowerInvariant(),
        OnnxRuntimeVersion = OnnxRuntimeLibrary.Version,
        Domain = _order.Domain,
        Base = _order.Base,
        Licence = _order.Licence,
        Recipe = _order.Recipe,
        Corpus = _order.CorpusHash,
        Evaluation = evaluation,
    };
}
