using FsCheck;
using FsCheck.Fluent;
using LanguageModels.Weights;
using Support;
using Xunit;

namespace LanguageModels.Tests.Weights;

/// <summary>Cut and flipped files are refused as damaged or read as what they say; nothing else happens, and little memory is taken.</summary>
public sealed class DamagedWeightsTests : IDisposable
{
    private const int Runs = 400;

    /// <summary>Of a file of about two kilobytes; the worst that a header may claim without being refused stays far below.</summary>
    private const long MostAllocated = 4 << 20;

    private static readonly Config Seeded = Config.QuickThrowOnFailure.WithMaxTest(Runs).WithReplay(17, 19);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_damaged_gguf_file_is_refused_or_read() => Check(Gguf(), path => GgufFile.Open(path));

    [Fact]
    public void A_damaged_safetensors_file_is_refused_or_read() => Check(Safetensors(), path => SafetensorsFolder.Open(path));

    private void Check(byte[] whole, Func<string, ITensorSource> open)
    {
        using (var source = open(Written(whole)))
        {
            ReadAll(source);
        }

        var damages =
            from cut in Gen.Choose(0, whole.Length * 2)
            from flips in Gen.Choose(0, whole.Length * 8 - 1).ArrayOf()
            select (Cut: Math.Min(cut, whole.Length), Flips: flips);
        Prop.ForAll(damages.ToArbitrary(), damage => Survives(Damaged(whole, damage.Cut, damage.Flips), open)).Check(Seeded);
    }

    private bool Survives(byte[] bytes, Func<string, ITensorSource> open)
    {
        var path = Written(bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            using var source = open(path);
            ReadAll(source);
        }
        catch (InvalidDataException)
        {
            // Refused: as good as read.
        }

        return GC.GetAllocatedBytesForCurrentThread() - before < MostAllocated;
    }

    private static void ReadAll(ITensorSource source)
    {
        foreach (var tensor in source.Tensors.Values.Where(tensor => tensor.Type is not ("I64" or "I32")))
        {
            if (BlockFormat.Of(tensor.Type) is not null)
            {
                source.Read(tensor.Name, new float[tensor.Elements]);
            }
        }
    }

    private static byte[] Damaged(byte[] whole, int length, int[] flips)
    {
        var bytes = whole[..length];
        foreach (var flip in flips.Where(flip => flip / 8 < length))
        {
            bytes[flip / 8] ^= (byte)(1 << flip % 8);
        }

        return bytes;
    }

    private string Written(byte[] bytes)
    {
        var path = _folder["model.safetensors"];
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static byte[] Gguf() => new GgufBuilder().Text("general.architecture", "llama").Number("general.alignment", 32)
        .Raw("list", 9, [4, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, .. new byte[8]])
        .Raw("texts", 9, [8, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 65, 66, 67])
        .Tensor("norm", 0, [8], new byte[32]).Tensor("half", 1, [4, 4], new byte[32]).Tensor("q4", 3, [32, 2], new byte[40])
        .Tensor("q6", 14, [256, 2], new byte[420]).Build();

    private byte[] Safetensors()
    {
        var path = _folder["whole.safetensors"];
        SafetensorsWriter.Write(path, [new TensorInfo("a", "F32", [3, 5]), new TensorInfo("b", "BF16", [7]), new TensorInfo("c", "F16", [])], (_, values) => values.Fill(1));
        return File.ReadAllBytes(path);
    }
}
