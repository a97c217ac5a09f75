namespace Trainer.Backends;

/// <summary>The part of a divergence that does not depend on the student, which graphs therefore leave out.</summary>
internal static class TeacherEntropy
{
    /// <summary>share T^2 sum p log p of the teacher's best tokens (and of the rest) at a place; 0 where the graph has it all.</summary>
    public static double Of(SoftTargets? soft, int place)
    {
        if (soft is not SoftTargets.Top top)
        {
            return 0;
        }

        var (sum, rest) = (0.0, 1.0);
        foreach (var p in top.Probabilities.Span.Slice(place * top.Count, top.Count))
        {
            sum += Term(p);
            rest -= p;
        }

        sum += top.HasRest ? Term(rest) : 0;
        return top.Share * top.Temperature * top.Temperature * sum;
    }

    private static double Term(double p) => p > 0 ? p * Math.Log(p) : 0;
}
