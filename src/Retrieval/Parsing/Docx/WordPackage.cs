using System.IO.Compression;
using System.Xml;

namespace Retrieval.Parsing.Docx;

/// <summary>
/// The parts of a DOCX file (ECMA-376 part 2), opened within limits: a few kilobytes of ZIP can claim gigabytes of XML, so that
/// bytes are counted as they are unpacked, whatever the directory says.
/// </summary>
internal sealed class WordPackage : IDisposable
{
    /// <summary>Entries of the ZIP directory; a book with a thousand pictures has about 1,100.</summary>
    public const int MaxEntries = 10_000;

    /// <summary>Unpacked bytes of one part. The text of a 1,000-page book is about 20 MB of XML.</summary>
    public const int MaxPartBytes = 96 * 1024 * 1024;

    private static readonly byte[] CompoundFile = [0xD0, 0xCF, 0x11, 0xE0];

    private readonly ZipArchive _zip;

    private WordPackage(ZipArchive zip) => _zip = zip;

    /// <exception cref="DocumentFormatException">No ZIP, encrypted, or with too many entries.</exception>
    public static WordPackage Open(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Span.StartsWith(CompoundFile))
        {
            throw new DocumentFormatException("the file is encrypted or an old Word document (.doc); save it as .docx without a password.");
        }

        try
        {
            var zip = new ZipArchive(new MemoryStream(bytes.ToArray(), writable: false), ZipArchiveMode.Read);
            return zip.Entries.Count <= MaxEntries ? new WordPackage(zip) : throw new DocumentFormatException($"expected at most {MaxEntries} parts, found {zip.Entries.Count}.");
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or ArgumentException)
        {
            throw new DocumentFormatException($"the file is no DOCX: its ZIP directory cannot be read ({broken.Message}) Save it again.");
        }
    }

    /// <summary>Reads a part; null when there is none.</summary>
    /// <exception cref="DocumentFormatException">The part is damaged, too large, nested too deep, or has a document type.</exception>
    public T? Read<T>(string name, Func<XmlReader, T> read) where T : class
    {
        if (_zip.GetEntry(name) is not { } entry)
        {
            return null;
        }

        try
        {
            using var unpacked = new LimitedStream(entry.Open(), MaxPartBytes, name);
            using var xml = XmlReader.Create(unpacked, new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                IgnoreComments = true,
                IgnoreProcessingInstructions = true,
                CheckCharacters = false,
            });
            return read(xml);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or XmlException or NotSupportedException or ArgumentException)
        {
            throw new DocumentFormatException($"the part {name} cannot be read: {broken.Message} Save the document again.");
        }
    }

    public void Dispose() => _zip.Dispose();
}
