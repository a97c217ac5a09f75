using System.Text;
using Retrieval.Embeddings;
using Retrieval.Ingestion;
using Retrieval.Stores;

namespace Retrieval.Crasher;

/// <summary>The same operations for the same seed, whoever does them: documents come, are replaced, go, and are embedded by two models in turn.</summary>
/// <param name="store">The store.</param>
/// <param name="index">The engine that follows it.</param>
/// <param name="seed">Chooses the operations.</param>
internal sealed class CrashScript(DocumentStore store, IPassageIndex index, int seed)
{
    public const int Length = 400;

    private readonly DocumentIntake _intake = new(store, index);

    public static WordHashing[] Models { get; } = [new("first"), new("second", 96)];

    /// <summary>Does one operation, whole or not at all; embedding goes document by document.</summary>
    public async Task DoAsync(int at)
    {
        var random = new Random((seed * 1000) + at);
        if (at % 10 == 9)
        {
            await new EmbeddingUpdater(store, index, Models[at / 10 % 2].Model).RunAsync(new Progress<EmbeddingProgress>(), CancellationToken.None);
        }
        else if (random.Next(4) == 0)
        {
            await _intake.RemoveAsync([.. Enumerable.Range(0, 3).Select(_ => $"d/{random.Next(20)}.txt")], CancellationToken.None);
        }
        else
        {
            await _intake.PutAsync([.. Enumerable.Range(0, 3).Select(_ => Document(random)).DistinctBy(one => one.Path)], CancellationToken.None);
        }
    }

    private static IncomingDocument Document(Random random) =>
        new("d", $"{random.Next(20)}.txt", Encoding.UTF8.GetBytes(string.Join(' ', Enumerable.Range(0, 200).Select(_ => $"word{random.Next(500)}"))));
}
