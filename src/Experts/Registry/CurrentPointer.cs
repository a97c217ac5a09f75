using System.Text;

namespace Experts.Registry;

/// <summary>The file <c>current</c> of an expert: the hash of the version that answers, and a line feed. Replaced as a whole.</summary>
internal static class CurrentPointer
{
    public const string FileName = "current";

    /// <summary>The version; null when none was chosen yet.</summary>
    /// <exception cref="RegistryException">The file holds something else.</exception>
    public static string? Read(string expertFolder)
    {
        var path = Path.Combine(expertFolder, FileName);
        var buffer = new byte[RegistryNames.VersionLength + 2];
        int length;
        try
        {
            using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            length = RandomAccess.Read(handle, buffer, 0);
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        var version = Encoding.ASCII.GetString(buffer, 0, length).TrimEnd('\n');
        return RegistryNames.IsVersion(version)
            ? version
            : throw new RegistryException($"'{path}' is damaged: expected the {RegistryNames.VersionLength} digits of a version. 'models current' sets it anew.");
    }

    public static void Write(string expertFolder, string version)
    {
        var temporary = Path.Combine(expertFolder, $".{FileName}.{Guid.NewGuid():N}");
        try
        {
            DurableFiles.Write(temporary, Encoding.ASCII.GetBytes(version + '\n'));
            File.Move(temporary, Path.Combine(expertFolder, FileName), overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        DurableFiles.FlushNames(expertFolder);
    }
}
