using Audit.Log;
using Audit.Reading;
using Experts.Registry;
using Experts.Serving;
using Gateway.Augmentation;
using Gateway.Embedding;
using Gateway.Endpoints;
using Gateway.FineTuning;
using Gateway.Library;
using Gateway.LocalModels;
using Gateway.Routing;
using Gateway.Uploads;
using Gateway.Upstreams;
using Gateway.VectorStores;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Protocol.Frames;
using Retrieval.Embeddings;
using Retrieval.Extraction;
using Retrieval.Ingestion;
using Retrieval.Search;
using Retrieval.Stores;
using Retrieval.Stores.Embedded;
using Retrieval.Stores.Qdrant;
using State.Files;
using State.Jobs;
using State.Keys;
using State.Locations;
using State.VectorStores;

namespace Gateway.Hosting;

/// <summary>Registers everything, in the order in which a request meets it.</summary>
internal static class GatewayServices
{
    /// <summary>Adds the gateway's services for checked settings.</summary>
    public static void AddGateway(this IServiceCollection services, GatewaySettings settings, DataFolder folder)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(settings);
        services.AddSingleton(folder);
        services.AddSingleton(new RequestLimits(settings.Gateway.MaxBodyBytes, settings.Gateway.MaxJsonDepth));
        AddAccess(services, folder);
        AddDocuments(services, settings, folder);
        AddLocalModels(services, settings, folder);
        AddUpstreams(services, settings);
        AddAudit(services, settings, folder);
        AddEndpoints(services);
        AddUploads(services, settings, folder);
        AddFineTuning(services, folder);
    }

    private static void AddAccess(IServiceCollection services, DataFolder folder) =>
        services.AddSingleton(provider => KeyRing.Open(folder.StateDatabase, provider.GetRequiredService<TimeProvider>()));

    private static void AddDocuments(IServiceCollection services, GatewaySettings settings, DataFolder folder)
    {
        services.AddSingleton(settings.Routing);
        services.AddSingleton(settings.Augmentation);
        services.AddSingleton(provider => DocumentStore.Open(folder.RetrievalDatabase, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => VectorStoreCatalogue.Open(folder.VectorStoreDatabase, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<DomainDirectory>();
        services.AddSingleton<DatedSearch>();
        services.AddSingleton<IPassageIndex>(provider => settings.Retrieval.Store == RetrievalEngine.Qdrant
            ? new QdrantIndex(provider.GetRequiredService<DocumentStore>(), settings.Retrieval.Qdrant.ToOptions())
            : new EmbeddedIndex(provider.GetRequiredService<DocumentStore>()));
        services.AddSingleton(provider => new QuestionEmbedder(
            provider.GetRequiredService<EmbeddingModels>().Find,
            TimeSpan.FromMilliseconds(settings.Retrieval.Embedding.QuestionMilliseconds),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<QuestionEmbedder>>()));
        services.AddSingleton<PassageSearch>(provider => new PassageSearch(
            provider.GetRequiredService<IPassageIndex>(), provider.GetRequiredService<QuestionEmbedder>()));
        services.AddSingleton(new SentenceSelector());
        services.AddSingleton<DomainModels>();
        services.AddSingleton<SourceFinder>();
        services.AddSingleton(provider => new Citations(() => PublicAddress(settings, provider)));
    }

    private static string PublicAddress(GatewaySettings settings, IServiceProvider provider) =>
        (settings.Gateway.PublicBaseUrl ?? provider.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "").TrimEnd('/');

    private static void AddLocalModels(IServiceCollection services, GatewaySettings settings, DataFolder folder)
    {
        services.AddSingleton(settings.Experts);
        services.AddSingleton(provider => new ExpertRegistry(settings.Experts.RegistryFolder ?? folder.RegistryFolder, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => ExpertSource.Of(provider.GetRequiredService<ExpertRegistry>(), settings.Experts, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider =>
        {
            var source = provider.GetRequiredService<ExpertSource>();
            return new ExpertCatalogue(source.Resolve, source.Names, provider.GetRequiredService<TimeProvider>());
        });
        services.AddSingleton(provider =>
        {
            var source = provider.GetRequiredService<ExpertSource>();
            var options = new ExpertHostOptions { MemoryBytes = settings.Experts.MemoryMegabytes * 1024L * 1024L, BytesOf = source.BytesOf };
            return new ExpertHost(source.Resolve, source.LoadAsync, options, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<ExpertHost>>());
        });
        services.AddSingleton<LocalModel>();
        services.AddSingleton<Preloading>();
    }

    private static void AddUpstreams(IServiceCollection services, GatewaySettings settings)
    {
        services.AddHttpForwarder();
        services.AddSingleton(provider =>
        {
            var registry = new UpstreamRegistry(provider.GetRequiredService<LocalModel>(), settings.Experts, provider.GetRequiredService<TimeProvider>());
            registry.Load(settings.Upstreams);
            return registry;
        });
        services.AddSingleton<UpstreamTransport>();
        services.AddSingleton(settings.Retrieval.Embedding);
        services.AddSingleton<EmbeddingModels>();
        services.AddHostedService<BackgroundEmbedding>();
        services.AddSingleton<Forwarding>();
        services.AddSingleton<ExtractiveAnswerer>();
        services.AddSingleton<WarmUp>();
        services.AddHostedService<UpstreamReload>();
        services.AddHostedService(KeepWarm);
    }

    private static KeepWarm KeepWarm(IServiceProvider provider)
    {
        var (documents, warmUp) = (provider.GetRequiredService<DocumentStore>(), provider.GetRequiredService<WarmUp>());
        return new KeepWarm(
            () => documents.IndexVersion, cancellationToken => warmUp.RunAsync(documents.Domains, cancellationToken),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<KeepWarm>>());
    }

    private static void AddAudit(IServiceCollection services, GatewaySettings settings, DataFolder folder)
    {
        services.AddSingleton(settings.Audit);
        services.AddSingleton(provider => AuditLog.Open(
            new AuditLogOptions
            {
                Folder = folder.AuditFolder,
                Origin = settings.Audit.Origin ?? Environment.MachineName,
                Durability = settings.Audit.Durability,
                StoreContent = settings.Audit.StoreContent,
                MaxContentBytes = settings.Audit.MaxContentBytes,
            },
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<AuditLog>>()));
        services.AddSingleton(new AuditReader(folder.AuditFolder));
    }

    private static void AddEndpoints(IServiceCollection services)
    {
        services.AddSingleton<ModelAccess>();
        services.AddSingleton<QuestionRouter>();
        services.AddSingleton<Forwarder>();
        services.AddSingleton<PassThrough>();
        services.AddSingleton<ComposedAnswerWriter>();
        services.AddSingleton<RoutedAnswer>();
        services.AddSingleton<ChatCompletionsEndpoint>();
        services.AddSingleton<NamedModelEndpoint>();
        services.AddSingleton<DryRunEndpoint>();
        services.AddSingleton<ModelsEndpoint>();
        services.AddSingleton<DocumentsEndpoint>();
        services.AddSingleton<AuditEndpoint>();
        services.AddSingleton<HealthEndpoint>();
    }

    private static void AddVectorStores(IServiceCollection services)
    {
        services.AddSingleton<StoreAccess>();
        services.AddSingleton<StoreActivity>();
        services.AddSingleton<StoreContents>();
        services.AddSingleton<StoreView>();
        services.AddSingleton<Attachments>();
        services.AddSingleton<VectorStoresEndpoint>();
        services.AddSingleton<StoreFilesEndpoint>();
        services.AddSingleton<FileBatchesEndpoint>();
        services.AddSingleton<StoreSearchEndpoint>();
    }

    private static void AddUploads(IServiceCollection services, GatewaySettings settings, DataFolder folder)
    {
        services.AddSingleton(provider => FileStore.Open(folder.FilesFolder, settings.Files.ToLimits(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(settings.Ingestion);
        services.AddSingleton<DocumentIntake>();
        services.AddSingleton<StoreShelf>();
        services.AddSingleton<FileIngestion>();
        services.AddHostedService(provider => provider.GetRequiredService<FileIngestion>());
        services.AddHostedService<Expiry>();
        services.AddSingleton<Ingestor>();
        services.AddHostedService<WatchedFolders>();
        services.AddSingleton<FilesEndpoint>();
        AddVectorStores(services);
    }

    private static void AddFineTuning(IServiceCollection services, DataFolder folder)
    {
        services.AddSingleton(provider => JobStore.Open(folder.JobsDatabase, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<FineTuningOrder>();
        services.AddSingleton<FineTuningEndpoint>();
    }
}
