namespace Bench.Extraction;

/// <summary>All evaluation sets, opened once.</summary>
internal sealed record Sets(string Shared, World World, Handbook Handbook)
{
    public static async Task<Sets> OpenAsync(string shared, string samples, string work) =>
        new(shared, await World.OpenAsync(shared, work), await Handbook.OpenAsync(samples, work));

    public List<PassageQuestion> Squad(string part) => Data.PassageQuestions(Qa($"squad2.{part}"));

    public List<PassageQuestion> Nq(string part) => Data.PassageQuestions(Qa($"nq-gold.{part}"));

    /// <summary>The first questions of each of three open sets, none of which is about an insurer's handbook.</summary>
    public IEnumerable<string> Outside(string part, int each) =>
    [
        .. Squad(part).Where((_, i) => i % 3 == 0).Take(each).Select(q => q.Text),
        .. Nq(part).Take(each).Select(q => q.Text),
        .. Clinc(part == "dev" ? "test" : part).Take(each),
    ];

    private IEnumerable<string> Clinc(string part) =>
        Data.Lines(Path.Combine(Shared, "data", "routing", $"clinc150.{part}.jsonl.gz"))
            .Where((_, i) => i % 7 == 0)
            .Select(line => line.GetProperty("text").GetString()!);

    private string Qa(string name) => Path.Combine(Shared, "data", "qa-general", name + ".jsonl.gz");
}
