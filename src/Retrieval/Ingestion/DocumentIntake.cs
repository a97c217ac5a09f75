using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Retrieval.Chunking;
using Retrieval.Documents;
using Retrieval.Domains;
using Retrieval.Parsing;
using Retrieval.Stores;

namespace Retrieval.Ingestion;

/// <summary>
/// Puts single documents into a store and takes them out. Reading a file (<see cref="TryPrepare"/>) holds no lock and may take
/// seconds; writing is one transaction for any number of documents. May be used from any thread.
/// </summary>
/// <param name="store">Where the documents go.</param>
public sealed class DocumentIntake(DocumentStore store)
{
    /// <summary>Whether files of this name can be read at all.</summary>
    public static bool IsSupported(string path) => DocumentReader.MediaType(path) is not null;

    /// <summary>Most bytes of a file of this name that are read.</summary>
    public static long MaxBytes(string path) => DocumentReader.MaxBytes(path);

    /// <summary>Why a file of this name and size is not worth opening; null when it is.</summary>
    public static IntakeFailure? Refusal(string path, long bytes)
    {
        if (!IsSupported(path))
        {
            return new IntakeFailure(true, $"files of the type '{Path.GetExtension(path)}' cannot be read; expected one of {DocumentReader.Extensions}.");
        }

        try
        {
            DocumentReader.CheckSize(bytes, path);
            return null;
        }
        catch (DocumentFormatException problem)
        {
            return new IntakeFailure(false, problem.Message);
        }
    }

    /// <summary>Reads a file and cuts it; false with the reason when it cannot be read.</summary>
    /// <exception cref="ArgumentException">The domain's name is not allowed.</exception>
    public static bool TryPrepare(IntakeFile file, [NotNullWhen(true)] out PreparedDocument? prepared, [NotNullWhen(false)] out IntakeFailure? failure)
    {
        ArgumentNullException.ThrowIfNull(file);
        DomainName.Check(file.Domain);
        (prepared, failure) = (null, Refusal(file.Path, file.Content.Length));
        if (failure is not null)
        {
            return false;
        }

        try
        {
            prepared = Prepare(file);
            return true;
        }
        catch (DocumentFormatException problem)
        {
            failure = new IntakeFailure(false, problem.Message);
            return false;
        }
    }

    /// <summary>Writes documents, each in the place of the one with its id, in one transaction.</summary>
    public void Put(IReadOnlyCollection<PreparedDocument> documents)
    {
        ArgumentNullException.ThrowIfNull(documents);
        if (documents.Count == 0)
        {
            return;
        }

        using var writer = store.BeginWrite();
        foreach (var document in documents)
        {
            writer.Put(document.Document, document.Text, document.Chunks);
        }

        Finish(writer);
    }

    /// <summary>Removes documents with all that was made of them; returns how many there were.</summary>
    public int Remove(IEnumerable<string> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        using var writer = store.BeginWrite();
        var removed = ids.Count(writer.Remove);
        if (removed > 0)
        {
            Finish(writer);
        }

        return removed;
    }

    /// <summary>Ids of the documents that an uploaded file became in a domain: one, or none.</summary>
    public IReadOnlyList<string> IdsOf(string domain, string fileId) =>
        [.. store.FindUploaded(domain, fileId).Select(document => document.Id)];

    /// <summary>Removes a domain with all its documents; returns how many there were.</summary>
    public int RemoveDomain(string domain)
    {
        using var writer = store.BeginWrite();
        var removed = writer.HashesOf(domain).Keys.Count(writer.Remove);
        if (removed > 0)
        {
            Finish(writer);
        }

        return removed;
    }

    internal static PreparedDocument Prepare(IntakeFile file)
    {
        var parsed = DocumentReader.Read(file.Content, file.Path);
        var stated = file.Attributes.Aggregate(FrontMatter.None, (facts, attribute) => facts.With(attribute.Key, attribute.Value.ToString()));
        var document = new Document(
            $"{file.Domain}/{file.Path}",
            file.Domain,
            stated.Title ?? parsed.Title,
            file.Path,
            DocumentReader.MediaType(file.Path) ?? "text/plain",
            stated.EffectiveFrom ?? stated.Date ?? parsed.Date,
            stated.Version ?? parsed.Version,
            stated.Supersedes ?? parsed.Supersedes,
            Convert.ToHexStringLower(SHA256.HashData(file.Content.Span)))
        {
            EffectiveTo = stated.EffectiveTo ?? parsed.EffectiveTo,
            Labels = !stated.Labels.IsEmpty ? stated.Labels : !parsed.Labels.IsEmpty ? parsed.Labels : file.Labels,
            Attributes = file.Attributes,
        };
        return new PreparedDocument(document, parsed.Text, Chunker.Cut(parsed, file.ChunkSize));
    }

    internal static void Finish(StoreWriter writer)
    {
        writer.SetSupersessions(Supersession.Days(writer.AllDocuments()));
        writer.SetFact(DomainModel.FactName, DomainModelBuilder.Build(writer.AllChunks()));
        writer.Commit();
    }
}
