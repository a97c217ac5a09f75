using Experts.Notes;
using Support;
using Xunit;

namespace Experts.Tests.Notes;

public sealed class NoteGateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Features_are_those_of_the_two_witnesses()
    {
        var agreeing = NoteFeatures.Of(Testimonies.Of("It is 380.", ("It is 380.", 0.9), ("It is 500.", 0.6)));
        var declining = NoteFeatures.Of(Testimonies.Of("", ("It is 380.", 0.9)));

        Assert.Equal(new NoteFeatures(0.9, 0.9 - 0.6, -0.1, -0.5, true, true, false), agreeing);
        Assert.Equal(new NoteFeatures(0.9, 0.9, -0.1, -0.5, false, false, true), declining);
        Assert.Equal(new NoteFeatures(0, 0, 0, 0, false, false, false), NoteFeatures.Of(Testimonies.Of(null)));
    }

    [Fact]
    public void A_hopeless_token_counts_as_the_floor()
    {
        var testimony = Testimonies.Of("x") with { Generated = new GeneratedNote("x", -20, double.NegativeInfinity, 2) };

        Assert.Equal((NoteFeatures.Floor, NoteFeatures.Floor), (NoteFeatures.Of(testimony).MeanLogProbability, NoteFeatures.Of(testimony).MinLogProbability));
    }

    [Fact]
    public void Confidence_is_the_logistic_of_the_weighted_features()
    {
        var gate = new NoteGate(-1, [2, 0, 0.5, 0, 1, 0, 0], 0.5);

        // -1 + 2 * 0.9 + 0.5 * -0.1 + 1 = 1.75; 1 / (1 + e^-1.75) = 0.851952801968...
        Assert.Equal(0.851952801968, gate.Confidence(new NoteFeatures(0.9, 0.3, -0.1, -0.5, true, true, false)), 1e-12);
    }

    [Fact]
    public void A_gate_comes_back_from_its_file_as_it_was()
    {
        var gate = new NoteGate(-1.25, [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 1 / 3.0], 0.87);

        gate.Write(_folder.Path);

        var read = NoteGate.Read(_folder.Path)!;
        Assert.Equal((gate.Bias, gate.Threshold), (read.Bias, read.Threshold));
        Assert.Equal(gate.Weights, read.Weights);
    }

    [Fact]
    public void A_folder_without_a_gate_has_none()
    {
        Assert.Null(NoteGate.Read(_folder.Path));
    }

    [Theory]
    [InlineData("""{"format":2,"bias":0,"threshold":0,"weights":{}}""", "format 2")]
    [InlineData("""{"format":1,"bias":0,"threshold":0,"weights":{"recall_score":1}}""", "no gate")]
    [InlineData("""{"format":1,"bias":0,"threshold":0,"weights":{"colour":1}}""", "'colour'")]
    [InlineData("""{"format":1,"bias":1e999,"threshold":0,"weights":{"recall_score":1,"recall_margin":1,"mean_log_probability":1,"min_log_probability":1,"agrees":1,"is_among_recalled":1,"is_declined":1}}""", "no gate")]
    [InlineData("[]", "no gate")]
    [InlineData("no json", "no gate")]
    public void A_damaged_gate_is_refused_with_the_reason(string text, string reason)
    {
        File.WriteAllText(_folder[NoteGate.FileName], text);

        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => NoteGate.Read(_folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_endless_gate_is_not_read()
    {
        File.WriteAllBytes(_folder[NoteGate.FileName], new byte[65 * 1024]);

        Assert.Contains("at most", Assert.Throws<InvalidDataException>(() => NoteGate.Read(_folder.Path)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
