using Terminal.Output;
using Experts.Registry;

namespace Cli.Models;

/// <summary>What the registry knows, in words.</summary>
internal static class RegistryText
{
    /// <summary>A step of hashing.</summary>
    public static (double Share, string Description) Describe(RegistryProgress progress) =>
        ((double)progress.BytesDone / Math.Max(1, progress.BytesTotal), $"hashing {progress.Path}");

    /// <summary>A version in full.</summary>
    public static string Sheet(ExpertVersion version, ExpertManifest manifest, bool isCurrent)
    {
        var sheet = new TextSheet();
        sheet.Heading($"{manifest.Name}@{manifest.Version}");
        sheet.Fact("state", isCurrent ? "current" : "not current");
        sheet.Fact("architecture", manifest.Facts.Architecture);
        sheet.Fact("quantisation", manifest.Facts.Quantisation);
        sheet.Fact("domain", manifest.Facts.Domain);
        sheet.Fact("base", manifest.Facts.Base);
        sheet.Fact("licence", manifest.Facts.Licence);
        sheet.Fact("ONNX Runtime", manifest.Facts.OnnxRuntimeVersion);
        sheet.Fact("created", TextSheet.Time(manifest.Created));
        sheet.Fact("folder", version.Folder);
        sheet.Heading($"Files, {ByteText.Of(manifest.Bytes)}, all with the hashes of the manifest");
        foreach (ManifestFile file in manifest.Files)
        {
            sheet.Fact(ByteText.Of(file.Bytes), $"{file.Path}  sha256 {file.Sha256}");
        }

        return sheet.ToString();
    }
}
