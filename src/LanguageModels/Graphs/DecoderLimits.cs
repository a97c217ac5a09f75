namespace LanguageModels.Graphs;

/// <summary>What a configuration may ask for. Shapes of tensors are checked when they are read; these numbers no tensor confirms.</summary>
internal static class DecoderLimits
{
    private const int MostLayers = 1024, MostHeads = 1024, LargestHead = 1024, MostPositions = 1 << 20;

    /// <summary>Checks them before memory is taken.</summary>
    /// <exception cref="InvalidDataException">A number is beyond its limit or does not fit another.</exception>
    public static void Check(DecoderArchitecture shape)
    {
        Within("layers", shape.Layers, MostLayers);
        Within("heads", shape.Heads, MostHeads);
        Within("dimensions of a head", shape.HeadSize, LargestHead);
        Within("key and value heads", shape.KeyValueHeads, shape.Heads);
        Within("positions", shape.ContextLength, MostPositions, "; import with a smaller context");
        if (shape.Heads % shape.KeyValueHeads != 0)
        {
            throw new InvalidDataException($"{shape.KeyValueHeads} key and value heads; expected a divisor of the {shape.Heads} heads.");
        }

        if (shape.HeadSize % 2 != 0)
        {
            throw new InvalidDataException($"A head of {shape.HeadSize} dimensions; expected an even number, which the rotary embedding pairs.");
        }

        if (!(shape.RopeTheta > 1 && double.IsFinite(shape.RopeTheta)) || !(shape.NormEpsilon is >= 0 and < 1) || shape.SlidingWindow is < 1)
        {
            throw new InvalidDataException(
                $"Base of the rotary frequencies {shape.RopeTheta}, epsilon {shape.NormEpsilon}, window {shape.SlidingWindow}; expected over 1, 0 to 1, and over 0.");
        }
    }

    private static void Within(string what, int value, int most, string advice = "")
    {
        if (value < 1 || value > most)
        {
            throw new InvalidDataException($"{value} {what}; expected 1 to {most}{advice}.");
        }
    }
}
