using Retrieval.Ingestion;
using Retrieval.Stores;
using Support;

namespace Trainer.Tests.Runs;

/// <summary>An installation with a domain of two documents, a file of pairs and a recipe of a few seconds.</summary>
internal sealed class SmallDomain : IDisposable
{
    public const string Name = "tea";

    private static readonly string[] _teas = ["Assam", "Darjeeling", "Nilgiri", "Sencha", "Gyokuro", "Keemun", "Yunnan", "Oolong"];

    private readonly TemporaryFolder _folder = new();

    private SmallDomain()
    {
    }

    public string Data => _folder["data"];

    public string Documents => _folder["documents"];

    public string Pairs => _folder["pairs.jsonl"];

    public string Recipe => _folder["recipe.json"];

    public string Tests => _folder["test.jsonl"];

    /// <summary>Makes it and ingests the documents.</summary>
    public static async Task<SmallDomain> CreateAsync(int tokens, CancellationToken cancellationToken)
    {
        var domain = new SmallDomain();
        Directory.CreateDirectory(domain.Data);
        Directory.CreateDirectory(domain.Documents);
        File.WriteAllText(Path.Combine(domain.Documents, "teas.md"), "# Teas\n\n" + string.Join("\n\n", _teas.Select((tea, place) => $"The steeping time of {tea} is {place + 2} minutes. It is kept in a dark tin.")));
        File.WriteAllText(Path.Combine(domain.Documents, "house.md"), "# The house\n\nThe shop opens at nine in the morning and closes when the last guest has gone. Water is boiled anew for each pot.");
        File.WriteAllLines(domain.Pairs, _teas.Select((tea, place) =>
            $$"""{"group":"{{tea}}","note":"The steeping time of {{tea}} is {{place + 2}} minutes.","wordings":["How long does {{tea}} steep?","What is the steeping time of {{tea}}?","{{tea}}: how many minutes?"]}"""));
        File.WriteAllLines(domain.Tests, _teas.Select((tea, place) => $$"""{"q":"For how long shall {{tea}} steep?","answer":"{{place + 2}} minutes","stratum":"known"}""")
            .Append("""{"q":"How hot is the sun?","stratum":"unanswerable"}"""));
        File.WriteAllText(domain.Recipe, $$"""
            {
              "name": "test", "purpose": "A few seconds.",
              "shape": { "vocabulary": 320, "hidden": 16, "layers": 1, "heads": 2, "keyValueHeads": 1, "feedForward": 24 },
              "stages": [{ "stage": "joint", "learning": { "tokens": {{tokens}}, "rate": 0.01, "average": 0.9 }, "questions": { "shape": { "rows": 4, "columns": 96 } }, "blocks": { "rows": 2, "length": 32 } }]
            }
            """);
        await domain.IngestAsync(cancellationToken);
        return domain;
    }

    /// <summary>Brings the documents into the domain.</summary>
    public Task<IngestionReport> IngestAsync(CancellationToken cancellationToken) =>
        new Ingestor(DocumentStore.Open(Path.Combine(Data, "retrieval.db"), TimeProvider.System)).IngestAsync(Documents, Name, new Progress<IngestionProgress>(), cancellationToken);

    /// <summary>Weights and losses that a run left; the losses without times.</summary>
    public (string Weights, string Losses) Result(string run)
    {
        var stage = Path.Combine(Data, "training", Name, run, "stages", "0-joint");
        var losses = Trainer.Runs.LossLog.Read(Path.Combine(stage, "losses.jsonl")).Select(point => (point.Step, point.Loss));
        return (Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Path.Combine(stage, "model.safetensors")))), string.Join(' ', losses));
    }

    public void Dispose() => _folder.Dispose();
}
