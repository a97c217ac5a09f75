using System.Xml.Linq;
using Architecture.Reading;
using Xunit;

namespace Architecture.Projects;

public sealed class PackageTests
{
    [Fact]
    public void Versions_stand_in_Directory_Packages_props_alone()
    {
        HashSet<string> central = [.. XDocument.Parse(Repository.Read("Directory.Packages.props")).Descendants("PackageVersion").Select(item => (string?)item.Attribute("Include") ?? "")];

        Findings.AssertNone(Repository.Projects.SelectMany(project => Misplaced(project, central)));
    }

    [Theory]
    [InlineData("<PackageReference Include='A' />", 0)]
    [InlineData("<PackageReference Include='A' Version='1' />", 1)]
    [InlineData("<PackageReference Include='A' VersionOverride='1' />", 1)]
    [InlineData("<PackageReference Include='A'><Version>1</Version></PackageReference>", 1)]
    [InlineData("<PackageReference Include='B' />", 1)]
    [InlineData("<PackageVersion Include='A' Version='1' />", 1)]
    [InlineData("<Import Project='../../other.props' />", 1)]
    [InlineData("<Using Include='State.Keys' />", 1)]
    public void What_gets_around_the_central_settings_is_found(string item, int findings)
    {
        var project = new ProjectFile("src/A/A.csproj", XDocument.Parse($"<Project>{item}</Project>"));

        Assert.Equal(findings, Misplaced(project, ["A"]).Count());
    }

    [Fact]
    public void Every_project_has_a_lock_file_and_is_part_of_the_solution()
    {
        string solution = Repository.Read("Gateway.sln").Replace('\\', '/');

        Findings.AssertNone(
            Repository.Projects.Where(project => !Repository.Exists($"{project.Folder}/packages.lock.json")).Select(project => $"{project.Path}: no packages.lock.json; run dotnet restore and commit it.")
                .Concat(Repository.Projects.Where(project => !solution.Contains($"\"{project.Path}\"")).Select(project => $"{project.Path}: not in Gateway.sln; run dotnet sln add.")));
    }

    [Fact]
    public void Every_project_of_the_product_has_a_DESIGN_file()
    {
        Findings.AssertNone(
            Repository.Projects
                .Where(project => project.IsProduct && !Repository.Exists($"{project.Folder}/DESIGN.md"))
                .Select(project => $"{project.Folder}: no DESIGN.md; say its purpose, what it is not, its invariants and decisions."));
    }

    private static IEnumerable<string> Misplaced(ProjectFile project, HashSet<string> central) =>
        project.Items("PackageReference")
            .Where(item => item.Attribute("Version") is not null || item.Attribute("VersionOverride") is not null || item.Element("Version") is not null)
            .Select(item => $"{project.Path}: {(string?)item.Attribute("Include")} states a version; it belongs in Directory.Packages.props.")
            .Concat(project.Includes("PackageReference").Where(name => !central.Contains(name)).Select(name => $"{project.Path}: {name} has no version in Directory.Packages.props."))
            .Concat(project.Includes("PackageVersion").Select(name => $"{project.Path}: the version of {name} belongs in Directory.Packages.props."))
            .Concat(project.Items("Import").Select(item => $"{project.Path}: imports {(string?)item.Attribute("Project")}; settings belong in Directory.Build.props."))
            .Concat(project.Includes("Using").Select(name => $"{project.Path}: a global using of {name} hides from the files what they use."));
}
