using System.Text.RegularExpressions;
using Architecture.Reading;
using Xunit;

namespace Architecture.Folders;

/// <summary>
/// Inside a project the folders have an order, and a folder uses only folders before it. <c>Telemetry</c> is the
/// beginning: it uses none. <c>Hosting</c> is the end: none but the files beside the project file uses it.
/// </summary>
public sealed partial class FolderOrderTests
{
    public static TheoryData<string> Projects => [.. Repository.Projects.Where(project => project.IsProduct).Select(project => project.Name)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folders_use_each_other_in_one_direction(string project)
    {
        Findings.AssertNone(FolderCircle.Describe(project, FolderCircle.In(UsesIn(project))));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Telemetry_is_the_beginning_and_Hosting_the_end(string project)
    {
        Findings.AssertNone(OutOfPlace(UsesIn(project)));
    }

    [Theory]
    [InlineData("Telemetry", "Access", false)]
    [InlineData("Access", "Telemetry", true)]
    [InlineData("Access", "Hosting", false)]
    [InlineData("Hosting", "Access", true)]
    [InlineData(ProjectFolders.Root, "Hosting", true)]
    public void The_ends_of_the_order_are_checked(string from, string to, bool inPlace)
    {
        Assert.Equal(inPlace, !OutOfPlace([new FolderUse(from, to, "p", 1, "t")]).Any());
    }

    [Fact]
    public void A_file_declares_the_namespace_of_its_folder()
    {
        Findings.AssertNone(Repository.Sources.Where(file => file.IsProduct).SelectMany(WrongNamespace));
    }

    [Theory]
    [InlineData("namespace P.A.B;", true)]
    [InlineData("namespace P.A;", false)]
    [InlineData("namespace P.A.B { }", false)]
    [InlineData("// namespace P.A.B;", false)]
    public void A_wrong_namespace_is_found(string code, bool right)
    {
        Assert.Equal(right, !WrongNamespace(new SourceFile("src/P/A/B/C.cs", code)).Any());
    }

    [Fact]
    public void The_product_has_folders_to_check()
    {
        Assert.Contains(Repository.Sources, file => file is { IsProduct: true, Folder.Length: > 0 });
    }

    private static IReadOnlyList<FolderUse> UsesIn(string project) =>
        ProjectFolders.Uses(project, [.. Repository.Sources.Where(file => file.IsProduct && file.Project == project)]);

    private static IEnumerable<string> OutOfPlace(IReadOnlyList<FolderUse> uses) =>
        uses
            .Where(use => use.From == "Telemetry" || (use.To == "Hosting" && use.From != ProjectFolders.Root))
            .Select(use => use.ToString());

    private static IEnumerable<string> WrongNamespace(SourceFile file)
    {
        Match declared = NamespaceOf().Match(file.Code);
        bool programWithoutOne = file.Folder.Length == 0 && !file.Code.Contains("namespace", StringComparison.Ordinal);
        if (declared.Groups["name"].Value != file.ExpectedNamespace && !programWithoutOne)
        {
            yield return $"{file.Path}: expected 'namespace {file.ExpectedNamespace};', found '{declared.Value}'.";
        }
    }

    [GeneratedRegex(@"^namespace\s+(?<name>[\w.]+)\s*;", RegexOptions.Multiline)]
    private static partial Regex NamespaceOf();
}
