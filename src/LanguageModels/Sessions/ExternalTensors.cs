using System.Collections.Immutable;
using System.Globalization;
using LanguageModels.Rewriting;

namespace LanguageModels.Sessions;

/// <summary>Finds the initialisers of a graph that lie in files beside it (onnx.proto3: ModelProto.graph.initializer).</summary>
internal static class ExternalTensors
{
    private const long MaxGraphBytes = 1L << 30;
    private const int MaxTensors = 100_000;
    private const int MaxRank = 8;

    public static IReadOnlyList<ExternalTensor> Read(string graphPath)
    {
        try
        {
            return Model(ReadBytes(graphPath));
        }
        catch (InvalidDataException e)
        {
            throw new ModelFolderException($"{graphPath} is not an ONNX graph: {e.Message}.", e);
        }
    }

    /// <summary>A graph's bytes, when they are not too many.</summary>
    /// <exception cref="ModelFolderException">They are.</exception>
    public static byte[] ReadBytes(string graphPath)
    {
        var length = new FileInfo(graphPath).Length;
        return length <= MaxGraphBytes
            ? File.ReadAllBytes(graphPath)
            : throw new ModelFolderException($"{graphPath} has {length} bytes, at most {MaxGraphBytes} are read; put the weights in a file beside it.");
    }

    private static List<ExternalTensor> Model(ReadOnlySpan<byte> message)
    {
        var found = new List<ExternalTensor>();
        var model = new ProtoReader(message);
        while (model.Next())
        {
            if (model.Field == 7)
            {
                Graph(model.Bytes, found);
            }
        }

        return found;
    }

    private static void Graph(ReadOnlySpan<byte> message, List<ExternalTensor> found)
    {
        var graph = new ProtoReader(message);
        while (graph.Next())
        {
            if (graph.Field != 5 || Tensor(graph.Bytes) is not { } tensor)
            {
                continue;
            }

            found.Add(found.Count < MaxTensors ? tensor : throw new InvalidDataException($"more than {MaxTensors} initialisers"));
        }
    }

    private static ExternalTensor? Tensor(ReadOnlySpan<byte> message)
    {
        var (name, type) = ("", 0);
        var dimensions = ImmutableArray.CreateBuilder<long>();
        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        var tensor = new ProtoReader(message);
        while (tensor.Next())
        {
            switch (tensor.Field)
            {
                case 1: Dimensions(tensor, dimensions); break;
                case 2: type = (int)tensor.Value; break;
                case 8: name = tensor.Text; break;
                case 13: Place(tensor.Bytes, places); break;
                default: break;
            }
        }

        return places.TryGetValue("location", out var location)
            ? new ExternalTensor(name, type, dimensions.ToImmutable(), location, Number(places, "offset", name), Number(places, "length", name))
            : null;
    }

    private static void Dimensions(ProtoReader field, ImmutableArray<long>.Builder dimensions)
    {
        // A list of numbers comes one by one or packed.
        if (field.Bytes.IsEmpty)
        {
            dimensions.Add((long)field.Value);
        }

        var packed = new ProtoNumbers(field.Bytes);
        while (packed.Next(out var number))
        {
            dimensions.Add((long)number);
        }

        if (dimensions.Count > MaxRank || dimensions.Any(size => size < 0))
        {
            throw new InvalidDataException($"an initialiser has the shape [{string.Join(", ", dimensions)}], at most {MaxRank} sizes are read");
        }
    }

    private static void Place(ReadOnlySpan<byte> message, Dictionary<string, string> places)
    {
        var (key, value) = ("", "");
        var entry = new ProtoReader(message);
        while (entry.Next())
        {
            (key, value) = entry.Field == 1 ? (entry.Text, value) : (key, entry.Text);
        }

        places[key] = value;
    }

    private static long Number(Dictionary<string, string> places, string key, string tensor) =>
        !places.TryGetValue(key, out var text) ? 0
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new InvalidDataException($"{key} of the initialiser {tensor} is not a number");
}
