using Generator.Checking;
using Generator.Composition;
using Generator.Documents;
using Generator.Questions;
using Generator.Training;
using Generator.World;

namespace Generator.Output;

/// <summary>The whole domain, made in memory from the content folder: its files by path, and what is wrong with it.</summary>
internal sealed class SampleDomain
{
    public SampleDomain(string content)
    {
        var world = FactBook.Read(Path.Combine(content, "world.jsonl"));
        var documents = Documents(content, world);
        var catalogue = new Catalogue(world, documents);
        var frames = Phrases(content, "questions");
        var development = new QuestionSet("development", world, catalogue, frames).All();
        var test = new QuestionSet("test", world, catalogue, frames).All();
        var heldOut = new HeldOutWordings(frames, development.Concat(test));
        var training = new TrainingSet(catalogue, Phrases(content, "training"), heldOut).All();
        Breaches =
        [
            .. new Invariants(world, catalogue, documents, development, test, frames).Breaches(),
            .. new TrainingInvariants(catalogue, training, heldOut).Breaches(),
        ];
        var readme = File.ReadAllText(Path.Combine(content, "README.md")).ReplaceLineEndings("\n");
        Files = new Dictionary<string, string>(Lines.Files(documents, catalogue, development, test, training))
        {
            ["README.md"] = Readme.Write(readme, documents, catalogue, development, test, training),
        };
        Summary = $"{documents.Count} documents, {documents.Sum(d => d.Text.Length):#,0} characters, {catalogue.Facts.Count} facts "
            + $"({catalogue.Facts.Count(f => f.Old is not null)} superseded), {Strata("development", development)}, {Strata("test", test)}, "
            + $"{training.Count} training groups with {training.Sum(t => t.Wordings.Count):#,0} wordings";
    }

    /// <summary>Relative path with forward slashes, and the text, in the order of writing.</summary>
    public IReadOnlyDictionary<string, string> Files { get; }

    public IReadOnlyList<string> Breaches { get; }

    public string Summary { get; }

    private static List<SourceDocument> Documents(string content, FactBook world)
    {
        var composer = new Composer(world, Phrases(content, "phrases"));
        return [.. Library.Read(content).Select(a => SourceDocument.From(a.Article, composer.Compose(a.Article, a.Scope)))];
    }

    private static PhraseBook Phrases(string content, string folder) =>
        PhraseBook.Read(Directory.EnumerateFiles(Path.Combine(content, folder), "*.txt").Order(StringComparer.Ordinal));

    private static string Strata(string split, IReadOnlyList<Question> questions) =>
        $"{questions.Count} {split} questions ({string.Join(", ", questions.GroupBy(q => q.Stratum).Select(g => $"{g.Key} {g.Count()}"))})";
}
