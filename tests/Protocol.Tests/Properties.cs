using FsCheck;
using FsCheck.Fluent;

namespace Protocol.Tests;

/// <summary>Runs FsCheck properties with a fixed seed, so that a failure is the same for everybody.</summary>
internal static class Properties
{
    internal static void Hold<T>(Gen<T> cases, Func<T, bool> property, int count = 500) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(20_261_125UL, 7UL),
            Prop.ForAll(cases.ToArbitrary(), property));

    /// <summary>Byte strings made of pieces that mean something to the code under test.</summary>
    internal static Gen<byte[]> BytesOf(params byte[][] pieces) =>
        Gen.Elements(pieces).ListOf().Select(static chosen => chosen.SelectMany(static piece => piece).ToArray());
}
