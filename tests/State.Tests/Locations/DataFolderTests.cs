using State.Locations;
using Support;
using Xunit;

namespace State.Tests.Locations;

public sealed class DataFolderTests
{
    [Theory]
    [InlineData("configured", "environment", "configured")]
    [InlineData(null, "environment", "environment")]
    [InlineData("  ", "environment", "environment")]
    [InlineData(null, "", "data")]
    [InlineData(null, null, "data")]
    public void The_option_comes_before_the_environment_and_that_before_the_default(
        string? configured, string? environment, string expected)
    {
        using var root = new TemporaryFolder();

        DataFolder folder = DataFolder.Resolve(configured, environment, root.Path);

        Assert.Equal(root[expected], folder.Root);
    }

    [Fact]
    public void An_absolute_folder_is_taken_as_it_is()
    {
        using var root = new TemporaryFolder();

        Assert.Equal(root.Path, DataFolder.Resolve(root.Path, null, "/elsewhere").Root);
    }

    [Fact]
    public void A_relative_folder_does_not_depend_on_the_working_folder()
    {
        DataFolder folder = DataFolder.Resolve("data/../other/", null, Path.GetFullPath("/install"));

        Assert.Equal(Path.GetFullPath("/install/other"), folder.Root);
    }

    [Fact]
    public void Everything_lies_inside_the_folder()
    {
        var folder = new DataFolder("/d");

        Assert.All(
            [folder.StateDatabase, folder.RetrievalDatabase, folder.AuditFolder],
            path => Assert.Equal("/d", Path.GetDirectoryName(path)));
    }

    [Fact]
    public void A_created_folder_can_be_read_by_its_owner_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no Unix file modes.");
        using var root = new TemporaryFolder();
        var folder = new DataFolder(root["a/data"]);

        folder.Create();

        Assert.Equal("700", Convert.ToString((int)UnixMode(folder.Root), 8));
    }

    [Fact]
    public void An_existing_folder_keeps_its_permissions()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no Unix file modes.");
        using var root = new TemporaryFolder();
        Directory.CreateDirectory(root["data"]);
        const UnixFileMode shared = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | UnixFileMode.GroupRead | UnixFileMode.GroupExecute;
        SetUnixMode(root["data"], shared);

        new DataFolder(root["data"]).Create();

        Assert.Equal(shared, UnixMode(root["data"]));
    }

    [Fact]
    public void A_folder_that_cannot_be_created_is_named_with_the_way_out()
    {
        using var root = new TemporaryFolder();
        File.WriteAllText(root["file"], "");
        string impossible = root["file/data"];

        var problem = Assert.Throws<IOException>(new DataFolder(impossible).Create);

        Assert.Contains(impossible, problem.Message);
        Assert.Contains("--data", problem.Message);
    }

    private static UnixFileMode UnixMode(string path) =>
        OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path);

    private static void SetUnixMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }
}
