namespace Retrieval.Tests;

/// <summary>A folder that is deleted at the end of the test.</summary>
internal sealed class TestFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("retrieval-tests-");

    public string Path => _folder.FullName;

    public string File(string name, string content)
    {
        var path = In(name);
        System.IO.File.WriteAllText(path, content);
        return path;
    }

    public string In(string name)
    {
        var path = System.IO.Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        return path;
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
