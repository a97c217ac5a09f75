using State.Locations;
using Support;
using Xunit;

namespace State.Tests.Locations;

public sealed class InstallationTests
{
    [Fact]
    public void In_a_clone_the_root_is_the_nearest_folder_with_the_solution()
    {
        using var clone = new TemporaryFolder();
        Directory.CreateDirectory(clone["src/Gateway/bin"]);
        File.WriteAllText(clone[Installation.Marker], "");

        Assert.Equal(clone.Path, Installation.FindRoot(clone["src/Gateway/bin/"]));
    }

    [Fact]
    public void A_published_program_is_its_own_installation()
    {
        using var published = new TemporaryFolder();

        Assert.Equal(published.Path, Installation.FindRoot(published.Path + Path.DirectorySeparatorChar));
    }
}
