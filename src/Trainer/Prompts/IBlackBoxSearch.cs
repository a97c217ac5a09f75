namespace Trainer.Prompts;

/// <summary>
/// Looks for the point of a box [-1, 1]^d where a costly, noisy function is least: asks for points, is told their values. One
/// caller at a time; the same seed and the same values give the same points.
/// </summary>
public interface IBlackBoxSearch
{
    /// <summary>The next points to try, to be evaluated together and reported in this order.</summary>
    IReadOnlyList<double[]> Propose();

    /// <summary>Takes the values of the points that were proposed last.</summary>
    /// <param name="values">One finite value a point; smaller is better.</param>
    /// <exception cref="ArgumentException">Another number of values than of points, or one that is not finite.</exception>
    void Report(IReadOnlyList<double> values);

    /// <summary>
    /// The point to use: what the model of the function holds for best, not the luckiest trial (whose value overstates itself by the
    /// noise).
    /// </summary>
    double[] Best { get; }
}
