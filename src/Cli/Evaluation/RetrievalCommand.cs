using System.CommandLine;
using System.Globalization;
using Retrieval.Embeddings;
using State.Locations;
using Terminal.Output;
using Terminal.Place;

namespace Cli.Evaluation;

/// <summary><c>evaluate retrieval</c>: a table of nDCG, recall and reciprocal rank, for words, vectors and both fused.</summary>
internal static class RetrievalCommand
{
    /// <summary>More words than a document has: each is one chunk.</summary>
    private const int WholeDocuments = 4096;

    public static Command Build(Screen screen, DataOption data, TimeProvider time)
    {
        var names = new Option<string[]>("--set") { Description = $"One of {string.Join(", ", RetrievalSets.All.Keys)}; may be given several times. Default: all.", AllowMultipleArgumentsPerToken = true };
        var model = new Option<string?>("--model") { Description = "Embedding model: a name in the registry, or a folder of Hugging Face. Without one, words rank alone." };
        var registry = new Option<string?>("--registry") { Description = "Folder of the registry. Default: that of the installation." };
        var work = new Option<string?>("--work") { Description = "Folder that keeps the documents and their vectors for the next time. Default: none is kept." };
        var words = new Option<int>("--chunk-words") { Description = "Most words of a chunk. Default: whole documents.", DefaultValueFactory = _ => WholeDocuments };
        var command = new Command("retrieval", "Rank the documents of public sets for their questions; here --data names the folder of the sets (retrieval, qa-general, qa-finance).") { names, model, registry, work, words };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var sets = data.Existing(parsed).Root;
            using var folder = WorkFolder.Of(parsed.GetValue(work));
            await using var embedding = parsed.GetValue(model) is { } name
                ? await OpenAsync(name, parsed.GetValue(registry) ?? DataFolder.Resolve(null).RegistryFolder, folder.Path, time, cancellationToken)
                : null;
            var evaluation = new RetrievalEvaluation(folder.Path, embedding?.Model, parsed.GetValue(words), time);
            screen.WriteResult("| set | questions | documents | arm | nDCG@10 | R@1 | R@5 | R@10 | R@100 | MRR@10 |");
            screen.WriteResult("|---|---|---|---|---|---|---|---|---|---|");
            foreach (var set in Chosen(parsed.GetValue(names) ?? []))
            {
                await MeasureAsync(screen, evaluation, RetrievalSets.All[set](sets), cancellationToken);
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static Task<ExpertEmbedding> OpenAsync(string name, string registry, string work, TimeProvider time, CancellationToken cancellationToken) => Directory.Exists(name)
        ? ExpertEmbedding.ImportAsync(name, Path.Combine(work, "model"), time, cancellationToken)
        : ExpertEmbedding.OpenAsync(registry, name, time, cancellationToken);

    private static IEnumerable<string> Chosen(string[] names) => names.Length == 0
        ? RetrievalSets.All.Keys
        : names.Select(name => RetrievalSets.All.ContainsKey(name)
            ? name
            : throw new CommandException($"There is no set '{name}'; expected one of {string.Join(", ", RetrievalSets.All.Keys)}."));

    private static async Task MeasureAsync(Screen screen, RetrievalEvaluation evaluation, RetrievalSet set, CancellationToken cancellationToken)
    {
        var rows = await WorkBar.RunAsync(
            screen.Remarks,
            set.Name,
            bar => evaluation.RunAsync(set, bar.Of<EmbeddingProgress>(progress => Describe(set, progress)), cancellationToken));
        foreach (var (arms, m) in rows)
        {
            screen.WriteResult(string.Create(
                CultureInfo.InvariantCulture,
                $"| {set.Name} | {set.Questions.Count} | {set.Documents.Count} | {arms.ToString().ToLowerInvariant()} | {m.Ndcg:0.000} | {m.Recall1:0.000} | {m.Recall5:0.000} | {m.Recall10:0.000} | {m.Recall100:0.000} | {m.Mrr:0.000} |"));
        }
    }

    private static (double, string) Describe(RetrievalSet set, EmbeddingProgress progress) =>
        ((double)progress.Documents / set.Documents.Count, $"{set.Name}: {progress.Documents} documents embedded");
}
