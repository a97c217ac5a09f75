using System.IO.Compression;
using System.Text.Json;
using Retrieval.Documents;
using Retrieval.Extraction;
using Support;
using Xunit;

namespace Retrieval.Tests.Extraction;

/// <summary>The figures that README and DESIGN.md state, on questions that nothing was fitted on.</summary>
public class ExtractionFigureTests
{
    private static readonly SentenceSelector Always = new(0);

    [Fact]
    public void With_the_gold_passage_the_first_sentence_holds_the_answer_more_often_than_the_best_known_selector()
    {
        var answerable = Questions().Where(q => q.Answers.Count > 0).ToList();
        Assert.Equal(475, answerable.Count);
        var hits = answerable.Average(q => Always.Answer(q.Text, [q.Passage]).Sentences.Take(1).Any(s => q.Answers.Any(a => a.Start >= s.Start && a.End <= s.End)) ? 1.0 : 0);
        Assert.True(hits >= 0.796, $"{hits:0.000} of the first sentences hold the answer, expected at least 0.796");
    }

    [Fact]
    public void The_confidence_tells_near_miss_questions_from_answerable_ones_better_than_known()
    {
        var scored = Questions().Select(q => (Always.Answer(q.Text, [q.Passage]).Confidence, q.Answerable)).ToList();
        var yes = scored.Where(s => s.Answerable).Select(s => s.Confidence).ToList();
        var no = scored.Where(s => !s.Answerable).Select(s => s.Confidence).ToList();
        var auroc = yes.Average(a => no.Average(b => a > b ? 1.0 : a.Equals(b) ? 0.5 : 0));
        Assert.True(auroc >= 0.67, $"AUROC {auroc:0.000}, expected at least 0.67");
    }

    private static List<(string Text, Passage Passage, List<(int Start, int End)> Answers, bool Answerable)> Questions()
    {
        var path = SharedFolder.File("data", "qa-general", "squad2.dev.jsonl.gz");
        Assert.SkipWhen(path is null, SharedFolder.SkipReason);
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path!), CompressionMode.Decompress));
        var questions = new List<(string, Passage, List<(int, int)>, bool)>();
        while (reader.ReadLine() is { } line)
        {
            var root = JsonDocument.Parse(line).RootElement;
            var title = root.GetProperty("title").GetString()!.Replace('_', ' ');
            var text = root.GetProperty("context").GetString()!;
            var passage = new Passage(title, "squad", title, title, null, title, "", 0, text.Length, text, 1);
            foreach (var qa in root.GetProperty("qas").EnumerateArray())
            {
                var answers = qa.GetProperty("a").EnumerateArray().Select(a => (a[1].GetInt32(), a[1].GetInt32() + a[0].GetString()!.Length)).ToList();
                questions.Add((qa.GetProperty("q").GetString()!, passage, answers, answers.Count > 0));
            }
        }

        return questions;
    }
}
