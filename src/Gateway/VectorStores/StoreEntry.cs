using System.Security.Cryptography;
using System.Text;
using Retrieval.Documents;
using Retrieval.Ingestion;
using State.VectorStores;

namespace Gateway.VectorStores;

/// <summary>A file of a vector store: one that a client put there, a document of a folder, or both sides of the same.</summary>
/// <param name="FileId">Its id.</param>
/// <param name="File">As the catalogue knows it; null for a document of a folder.</param>
/// <param name="Document">As the documents know it; null until it was read.</param>
internal sealed record StoreEntry(string FileId, StoreFile? File, Document? Document)
{
    /// <summary>The file id of a document: that of its upload, or for one of a folder one that is made of the document's id.</summary>
    public static string FileIdOf(Document document) => FileIdOf(document.Path, document.Id);

    /// <summary>The same of a passage's document.</summary>
    public static string FileIdOf(Passage passage) => FileIdOf(passage.Path, passage.DocumentId);

    private static string FileIdOf(string path, string documentId) => UploadedPath.FileId(path)
        ?? "file-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(documentId)).AsSpan(0, 12));
}
