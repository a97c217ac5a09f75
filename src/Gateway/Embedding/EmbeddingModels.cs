using Experts.Serving;
using Gateway.LocalModels;
using Gateway.Upstreams;
using Retrieval.Embeddings;

namespace Gateway.Embedding;

/// <summary>Finds the embedding model of the settings, and earlier ones by the name that their vectors carry. Thread-safe.</summary>
internal sealed class EmbeddingModels(EmbeddingOptions options, ExpertSource experts, ExpertHost host, UpstreamRegistry upstreams, UpstreamTransport transport)
{
    /// <summary>The model that documents are to be embedded with now; null when there is none, or it is not there yet.</summary>
    public EmbeddingModel? Current
    {
        get
        {
            if (options.Model is not { } model)
                return null;
            if (NameOf(model) is { } expert && experts.Resolve(expert.Name, expert.Version) is { } version)
                return Find($"{ExpertName.Prefix}{version.Name}@{version.Version}");
            return Find(model);
        }
    }

    /// <summary>The model of a name: a version of an expert, or an upstream's model; null when it is not at hand.</summary>
    public EmbeddingModel? Find(string name)
    {
        if (options.Model is null)
            return null;
        if (ExpertName.TryParse(name, out var expert))
            return experts.Resolve(expert.Name, expert.Version) is null ? null : new EmbeddingModel(name, new ExpertEmbeddings(host, expert));
        return upstreams.ChainOf(name) is { IsEmpty: false } chain ? new EmbeddingModel(name, new UpstreamEmbeddings(transport, chain)) : null;
    }

    private static ExpertName? NameOf(string model) =>
        ExpertName.TryParse(model.StartsWith(ExpertName.Prefix, StringComparison.Ordinal) ? model : ExpertName.Prefix + model, out var name) ? name : null;
}
