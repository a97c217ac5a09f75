using Architecture.Reading;
using Xunit;

namespace Architecture.Projects;

public sealed class ReferenceTests
{
    /// <summary>Who may use whom; the whole list. A new project gets its line here first.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Protocol"] = [],
        ["Audit"] = [],
        ["State"] = [],
        ["LanguageModels"] = ["OnnxRuntime"],
        ["Retrieval"] = [],
        ["Experts"] = ["LanguageModels"],
        ["Gateway"] = ["Audit", "Experts", "LanguageModels", "Protocol", "Retrieval", "State"],
        ["Terminal"] = ["State"],
        ["Trainer"] = ["Audit", "Experts", "LanguageModels", "Protocol", "Retrieval", "State", "Terminal"],
        ["Cli"] = ["Audit", "Experts", "LanguageModels", "Protocol", "Retrieval", "State", "Terminal"],
    };

    [Fact]
    public void Projects_reference_exactly_what_the_table_says()
    {
        Findings.AssertNone(Repository.Projects.Where(project => project.IsProduct).SelectMany(project => Differences(project.Name, project.References)));
    }

    [Fact]
    public void Every_project_of_the_table_exists()
    {
        Assert.Equal(Allowed.Keys.Order(), Repository.Projects.Where(project => project.IsProduct).Select(project => project.Name).Order());
    }

    [Theory]
    [InlineData("Protocol", "Gateway")]
    [InlineData("Cli", "Gateway")]
    [InlineData("Gateway", "Cli")]
    [InlineData("Protocol", "Support")]
    [InlineData("Unheard", "Audit")]
    public void A_reference_against_the_direction_is_found(string from, string to)
    {
        Assert.NotEmpty(Differences(from, [to]));
    }

    [Fact]
    public void A_test_project_references_the_project_it_is_named_after()
    {
        Findings.AssertNone(
            from project in Repository.Projects
            where project.Name.EndsWith(".Tests", StringComparison.Ordinal)
            let subject = project.Name[..^".Tests".Length]
            where !project.References.Contains(subject)
            select $"{project.Path}: expected a reference to {subject}.");
    }

    [Fact]
    public void Code_is_shared_by_references_not_by_linked_files_or_loose_assemblies()
    {
        Findings.AssertNone(
            from project in Repository.Projects.Where(project => project.IsProduct)
            from include in project.Includes("Compile").Where(path => path.Contains("..")).Concat(project.Includes("Reference"))
            select $"{project.Path}: '{include}' gets around the table of references.");
    }

    [Fact]
    public void Internals_are_visible_to_tests_and_benchmarks_alone()
    {
        HashSet<string> mayLook = [.. Repository.Projects.Where(project => !project.IsProduct).Select(project => project.Name)];

        Findings.AssertNone(
            from project in Repository.Projects.Where(project => project.IsProduct)
            from friend in project.Includes("InternalsVisibleTo").Where(friend => !mayLook.Contains(friend))
            select $"{project.Path}: {friend} is no test or benchmark; make public what it needs.");
    }

    private static IEnumerable<string> Differences(string project, IReadOnlyList<string> references)
    {
        if (!Allowed.TryGetValue(project, out string[]? allowed))
        {
            return [$"{project}: not in the table of {nameof(ReferenceTests)}; decide its place first."];
        }

        return references.Except(allowed).Select(wrong => $"{project} references {wrong}, which it may not use. Move what they share to a project that both may use.")
            .Concat(allowed.Except(references).Select(missing => $"{project} does not reference {missing} any more; take it out of the table."));
    }
}
