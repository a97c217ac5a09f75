using Architecture.Reading;
using Xunit;

namespace Architecture.Files;

public sealed class FileTests
{
    [Fact]
    public void No_file_is_longer_than_one_idea() => Findings.AssertNone(Repository.Sources.SelectMany(FileRules.Length));

    [Fact]
    public void Names_say_something() => Findings.AssertNone(Repository.Sources.SelectMany(FileRules.Names));

    [Fact]
    public void A_file_of_the_product_holds_one_public_type_and_is_named_after_it() =>
        Findings.AssertNone(Repository.Sources.Where(file => file.IsProduct).SelectMany(FileRules.PublicTypes));

    [Fact]
    public void A_warning_is_switched_off_with_a_reason() => Findings.AssertNone(Repository.Sources.SelectMany(FileRules.Suppressions));

    [Theory]
    [InlineData(FileRules.MostLines, 0)]
    [InlineData(FileRules.MostLines + 1, 1)]
    public void A_file_that_is_too_long_is_found(int lines, int findings)
    {
        Assert.Equal(findings, FileRules.Length(File(string.Concat(Enumerable.Repeat("x\n", lines)))).Count());
    }

    [Theory]
    [InlineData("src/P/A/StringHelper.cs", 1)]
    [InlineData("src/P/Utils/Text.cs", 1)]
    [InlineData("src/P/Common/KeyManager.cs", 2)]
    [InlineData("src/P/A/Uncommon.cs", 0)]
    [InlineData("src/P/A/Management.cs", 0)]
    public void A_name_that_says_nothing_is_found(string path, int findings)
    {
        Assert.Equal(findings, FileRules.Names(new SourceFile(path, "")).Count());
    }

    [Theory]
    [InlineData("public sealed class Lock;", 0)]
    [InlineData("public sealed class Lock<T>;", 0)]
    [InlineData("public readonly record struct Lock(int X);", 0)]
    [InlineData("public sealed class Door;", 1)]
    [InlineData("public sealed class Lock;\npublic enum Door { A }", 1)]
    [InlineData("public sealed class Lock\n{\n    public enum Door { A }\n}", 0)]
    [InlineData("internal class Door;\ninternal class Window;", 0)]
    public void A_second_public_type_or_another_name_is_found(string code, int findings)
    {
        Assert.Equal(findings, FileRules.PublicTypes(new SourceFile("src/P/A/Lock.cs", code)).Count());
    }

    [Theory]
    [InlineData("#pragma warning disable CA1", 1)]
    [InlineData("#pragma warning disable CA1 // the native code owns it", 0)]
    [InlineData("// The native code owns it.\n#pragma warning disable CA1", 0)]
    [InlineData("#pragma warning restore CA1", 0)]
    [InlineData("[SuppressMessage(\"a\", \"b\")]", 1)]
    [InlineData("[SuppressMessage(\"a\", \"b\", Justification = \"the native code owns it\")]", 0)]
    public void A_suppression_without_a_reason_is_found(string code, int findings)
    {
        Assert.Equal(findings, FileRules.Suppressions(File(code)).Count());
    }

    private static SourceFile File(string text) => new("src/P/A/B.cs", text);
}
