namespace LanguageModels.Tokenization.Processing;

/// <summary>Tokens on their way through truncation and post-processing.</summary>
/// <param name="Ids">The ids.</param>
/// <param name="Offsets">Where they stand.</param>
/// <param name="TypeIds">Their segment.</param>
/// <param name="Special">Whether they were added.</param>
/// <param name="Overflow">What was cut off.</param>
internal sealed record EncodedPart(int[] Ids, TokenOffset[] Offsets, int[] TypeIds, bool[] Special, IReadOnlyList<EncodedPart> Overflow)
{
    internal static EncodedPart Empty { get; } = new([], [], [], [], []);

    internal int Length => Ids.Length;

    internal static EncodedPart Added(int[] ids, int typeId) =>
        new(ids, new TokenOffset[ids.Length], Filled(ids.Length, typeId), Filled(ids.Length, true), []);

    internal EncodedPart Slice(int start, int end) =>
        new(Ids[start..end], Offsets[start..end], TypeIds[start..end], Special[start..end], []);

    internal EncodedPart WithType(int typeId) =>
        this with { TypeIds = Filled(Length, typeId), Overflow = [.. Overflow.Select(part => part.WithType(typeId))] };

    /// <summary>This and then the other. Each part that was cut off is joined with the whole of the other side and with each of its cut parts.</summary>
    internal EncodedPart Then(EncodedPart other)
    {
        List<EncodedPart> overflow = [];
        foreach (var part in Overflow)
        {
            overflow.Add(part.Joined(other));
            overflow.AddRange(other.Overflow.Select(part.Joined));
        }

        overflow.AddRange(other.Overflow.Select(Joined));
        return Joined(other) with { Overflow = overflow };
    }

    internal TokenEncoding ToEncoding() => new()
    {
        Ids = Ids,
        Offsets = Offsets,
        TypeIds = TypeIds,
        SpecialMask = Special,
        AttentionMask = Filled(Length, 1),
        Overflow = [.. Overflow.Select(part => part.ToEncoding())],
    };

    private EncodedPart Joined(EncodedPart other) =>
        new([.. Ids, .. other.Ids], [.. Offsets, .. other.Offsets], [.. TypeIds, .. other.TypeIds], [.. Special, .. other.Special], []);

    private static T[] Filled<T>(int length, T value)
    {
        var array = new T[length];
        Array.Fill(array, value);
        return array;
    }
}
