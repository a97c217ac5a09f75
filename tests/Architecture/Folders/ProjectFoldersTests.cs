using Architecture.Reading;
using Xunit;

namespace Architecture.Folders;

public sealed class ProjectFoldersTests
{
    private static readonly SourceFile Lock = File("Doors/Lock.cs", "namespace P.Doors;\npublic sealed class Lock;\n");
    private static readonly SourceFile Hinge = File("Doors/Iron/Hinge.cs", "namespace P.Doors.Iron;\npublic enum Hinge;\n");
    private static readonly SourceFile Program = File("Program.cs", "internal sealed record Settings;\n");

    [Theory]
    [InlineData("using P.Doors;")]
    [InlineData("using static P.Doors.Lock;")]
    [InlineData("using L = P.Doors.Lock;")]
    [InlineData("class A { P.Doors.Lock x; }")]
    [InlineData("class A { global::P.Doors.Lock x; }")]
    [InlineData("class A { Doors.Lock x; }")]
    [InlineData("class A { List<Doors.Lock> x; }")]
    [InlineData("class A { Doors.Iron.Hinge x; }")]
    [InlineData("class A { string s = $\"{Doors.Lock.Name}\"; }")]
    public void Every_spelling_of_a_use_is_seen(string code)
    {
        FolderUse use = Assert.Single(Uses(code));

        Assert.Equal(("Rooms", "Doors", 2), (use.From, use.To, use.Line));
    }

    [Theory]
    [InlineData("using Q.Doors;")]
    [InlineData("using P.DoorsAndMore;")]
    [InlineData("class A { int x = house.Doors.Count; }")]
    [InlineData("class A { int x = Doors.Count; }")]
    [InlineData("class A { string s = \"P.Doors.Lock\"; } // Doors.Lock")]
    public void What_only_looks_like_a_use_is_none(string code)
    {
        Assert.Empty(Uses(code));
    }

    [Fact]
    public void A_type_beside_the_project_file_is_seen_without_a_using()
    {
        FolderUse use = Assert.Single(Uses("class A { Settings x; }"));

        Assert.Equal(ProjectFolders.Root, use.To);
    }

    private static IReadOnlyList<FolderUse> Uses(string code) =>
        ProjectFolders.Uses("P", [Lock, Hinge, Program, File("Rooms/A.cs", $"namespace P.Rooms;\n{code}\n")]);

    private static SourceFile File(string path, string text) => new($"src/P/{path}", text);
}
