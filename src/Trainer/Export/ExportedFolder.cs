using LanguageModels.Graphs;
using LanguageModels.Importing;

namespace Trainer.Export;

/// <summary>Writes an expert's files: graphs, configuration, tokenizer, memory.</summary>
internal static class ExportedFolder
{
    /// <summary>Name of the memory's folder inside a version.</summary>
    public const string Memory = "memory";

    /// <summary>Writes the model in a precision.</summary>
    /// <exception cref="ExportException">Weights and architecture do not fit each other.</exception>
    public static void WriteModel(string folder, ExportOrder order, Precision precision, IProgress<double>? progress)
    {
        order.Text.Write(folder);
        var options = new DecoderGraphOptions { Precision = precision, AccuracyLevel = order.AccuracyLevel, ContextLength = order.ContextLength };
        try
        {
            using var merged = order.AdapterFolder is { } adapter ? MergedTensors.Open(order.Weights, adapter) : null;
            DecoderGraph.Write(folder, order.Architecture, merged ?? order.Weights, options, progress);
        }
        catch (Exception problem) when (problem is InvalidDataException or ImportException)
        {
            throw new ExportException($"The weights of '{order.Name}' cannot be exported: {problem.Message}");
        }
    }

    /// <summary>Copies the memory, where there is one.</summary>
    public static void CopyMemory(string folder, ExportOrder order)
    {
        if (order.MemoryFolder is not { } source)
        {
            return;
        }

        var target = Directory.CreateDirectory(Path.Combine(folder, Memory)).FullName;
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var path = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!); // A file's path below target always has a folder.
            File.Copy(file, path);
        }
    }
}
