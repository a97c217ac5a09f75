using System.Xml.Linq;
using Support;
using Trainer.Evaluation;
using Trainer.Reporting;
using Xunit;

namespace Trainer.Tests.Reporting;

public sealed class ReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void The_report_for_programs_comes_back_as_it_was()
    {
        var report = Reports.Full();

        ReportFiles.Write(_folder.Path, report);
        var read = ReportFiles.Read(_folder[ReportFiles.Json]);
        ReportFiles.WriteJson(_folder["again.json"], read);

        Assert.Equal(File.ReadAllBytes(_folder[ReportFiles.Json]), File.ReadAllBytes(_folder["again.json"]));
        Assert.Equal((report.Measured.Verdict, report.Export!.Rise), (read.Measured.Verdict, read.Export!.Rise));
        Assert.Equal(report.Measured.Gate.Rows, read.Measured.Gate.Rows);
    }

    [Fact]
    public void The_page_shows_text_as_text_and_needs_nothing_from_elsewhere()
    {
        var page = ReportPage.Of(Reports.Full());

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
        Assert.Contains("merrow &lt;b&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_page_is_well_formed_and_says_what_matters()
    {
        var page = ReportPage.Of(Reports.Full());

        // A page of ours is also XML but for the doctype and the void meta elements.
        var text = XDocument.Parse(page.Replace("<!DOCTYPE html>", "").Replace("<meta charset=\"utf-8\">", "").Replace("initial-scale=1\">", "initial-scale=1\"/>")).Root!.Value;
        foreach (var expected in (string[])["Better than its parent", "combined", "AUROC", "merrow@1f3a", "The language model adds +3.0 points", "1,000,576", "300 development wordings", "bits a byte", "a look-up 0.21 ms"])
        {
            Assert.Contains(expected, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_training_without_points_has_no_picture()
    {
        Assert.DoesNotContain("<h2>Training", ReportPage.Of(Reports.Full() with { Curves = [new TrainingCurve("none", [new(0, double.NaN)])] }), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_verdict_has_its_sentence()
    {
        foreach (var verdict in Enum.GetValues<Verdict>().Where(verdict => verdict != Verdict.First))
        {
            var report = Reports.Full();
            var page = ReportPage.Of(report with { Measured = report.Measured with { Comparison = report.Measured.Comparison! with { Verdict = verdict } } });
            Assert.Contains($"class=\"verdict {verdict.ToString().ToLowerInvariant()}\"", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_summary_fits_a_manifest()
    {
        var summary = ReportSummary.Of(Reports.Full().Measured);

        Assert.StartsWith("right 80.0% of 200 known (generated 80.0%, recalled 80.0%); ", summary, StringComparison.Ordinal);
        Assert.True(summary.Length <= Experts.Registry.ExpertFacts.LongestText);
    }

    [Fact]
    public void A_file_that_is_no_report_is_refused()
    {
        File.WriteAllText(_folder["x.json"], "{\"format\":1}");

        Assert.Contains("no report", Assert.Throws<InvalidDataException>(() => ReportFiles.Read(_folder["x.json"])).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
