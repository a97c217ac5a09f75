using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Retrieval.Chunking;
using Retrieval.Documents;
using Retrieval.Parsing;

namespace Retrieval.Ingestion;

/// <summary>Reads files and cuts them: what may take seconds, and needs no store and no lock. Pure.</summary>
public static class DocumentPreparation
{
    /// <summary>Why a file of this name and size is not worth opening; null when it is.</summary>
    public static IntakeFailure? Refusal(string path, long bytes)
    {
        if (DocumentReader.MediaType(path) is null)
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
    public static bool TryPrepare(IncomingDocument incoming, [NotNullWhen(true)] out PreparedDocument? prepared, [NotNullWhen(false)] out IntakeFailure? failure)
    {
        ArgumentNullException.ThrowIfNull(incoming);
        (prepared, failure) = (null, Refusal(incoming.Path, incoming.Content.Length));
        if (failure is not null)
        {
            return false;
        }

        try
        {
            prepared = Prepare(incoming);
            return true;
        }
        catch (DocumentFormatException problem)
        {
            failure = new IntakeFailure(false, problem.Message);
            return false;
        }
    }

    /// <summary>Reads a file and cuts it.</summary>
    /// <exception cref="DocumentFormatException">The file cannot be read.</exception>
    /// <exception cref="ArgumentException">The domain's name is not allowed.</exception>
    public static PreparedDocument Prepare(IncomingDocument incoming)
    {
        ArgumentNullException.ThrowIfNull(incoming);
        DomainName.Check(incoming.Domain);
        var parsed = DocumentReader.Read(incoming.Content, incoming.Path);
        var stated = incoming.Attributes.Aggregate(FrontMatter.None with { Rights = parsed.Rights }, (facts, attribute) => facts.With(attribute.Key, attribute.Value.ToString()));
        var document = new Document(
            $"{incoming.Domain}/{incoming.Path}",
            incoming.Domain,
            stated.Title ?? incoming.Title ?? parsed.Title,
            incoming.Path,
            DocumentReader.MediaType(incoming.Path) ?? "text/plain",
            stated.EffectiveFrom ?? stated.Date ?? parsed.Date,
            stated.Version ?? parsed.Version,
            stated.Supersedes ?? parsed.Supersedes,
            Convert.ToHexStringLower(SHA256.HashData(incoming.Content.Span)))
        {
            EffectiveTo = stated.EffectiveTo ?? parsed.EffectiveTo,
            Labels = !stated.Labels.IsEmpty ? stated.Labels : !parsed.Labels.IsEmpty ? parsed.Labels : incoming.Labels,
            Attributes = incoming.Attributes,
            Rights = stated.Rights,
        };
        var chunks = Chunker.Cut(parsed, incoming.ChunkSize);
        return new PreparedDocument(document, parsed.Text, [.. chunks.Select(chunk => chunk with { TitlePath = Below(document.Title, parsed.Title, chunk.TitlePath) })]);
    }

    /// <summary>The headings below the title that counts, in the place of the one that the file states.</summary>
    private static string Below(string title, string stated, string path) =>
        path.StartsWith(stated, StringComparison.Ordinal) ? title + path[stated.Length..] : path;
}
