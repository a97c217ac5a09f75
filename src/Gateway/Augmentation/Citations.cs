using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Protocol.Chat;

namespace Gateway.Augmentation;

/// <summary>Turns labels in an answer into OpenAI's <c>url_citation</c> annotations that point at the cited passage.</summary>
/// <param name="baseUrl">Public address of the gateway, without a trailing slash; known once it listens.</param>
internal sealed partial class Citations(Func<string> baseUrl)
{
    /// <summary>The address of a passage: the document, and the characters in it (RFC 5147 fragment).</summary>
    public string UrlOf(Source source) => string.Create(CultureInfo.InvariantCulture,
        $"{baseUrl()}/v1/documents/{EscapePath(source.Passage.DocumentId)}#char={source.Passage.Start},{source.Passage.End}");

    private static string EscapePath(string id) => string.Join('/', id.Split('/').Select(Uri.EscapeDataString));

    /// <summary>One annotation for each label of a known source, at its place in <paramref name="answer"/> (UTF-16 offsets).</summary>
    public ImmutableArray<Annotation> In(string answer, ImmutableArray<Source> sources) =>
        [.. from Match match in Label().Matches(answer)
            let number = int.TryParse(match.ValueSpan[1..^1], CultureInfo.InvariantCulture, out var label) ? label : 0
            let source = sources.FirstOrDefault(source => source.Label == number)
            where source is not null
            select Cite(source, match.Index, match.Index + match.Length)];

    /// <summary>The annotation for a citation of <paramref name="source"/> at a place in the answer (UTF-16 offsets).</summary>
    public Annotation Cite(Source source, int start, int end) => Annotation.Cite(new UrlCitation
    {
        Url = UrlOf(source),
        Title = source.Passage.TitlePath,
        StartIndex = start,
        EndIndex = end,
    });

    [GeneratedRegex(@"\[[0-9]{1,3}\]")]
    private static partial Regex Label();
}
