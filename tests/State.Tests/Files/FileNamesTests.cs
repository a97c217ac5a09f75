using FsCheck;
using FsCheck.Fluent;
using State.Files;
using Xunit;

namespace State.Tests.Files;

public sealed class FileNamesTests
{
    [Theory]
    [InlineData("rules.pdf", "rules.pdf")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData(@"C:\Users\ann\rules.docx", "rules.docx")]
    [InlineData("..", "file")]
    [InlineData("", "file")]
    [InlineData("a/b/", "file")]
    [InlineData(".hidden", "hidden")]
    [InlineData("ru\u0000les\u202e.md\n", "rules.md")]
    [InlineData("Übersicht 2025 (neu).html", "Übersicht 2025 (neu).html")]
    public void A_name_loses_folders_and_what_cannot_be_seen(string given, string expected) => Assert.Equal(expected, FileNames.Harmless(given));

    [Fact]
    public void A_long_name_keeps_its_extension()
    {
        var name = FileNames.Harmless(new string('a', 5000) + ".docx");

        Assert.Equal(FileNames.MaxLength, name.Length);
        Assert.EndsWith(".docx", name);
    }

    [Fact]
    public void No_name_leaves_the_folder_it_would_be_put_in() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(7, 11), Prop.ForAll(
        ArbMap.Default.ArbFor<string>(),
        given =>
        {
            var name = FileNames.Harmless(given ?? "");
            return name.Length is > 0 and <= FileNames.MaxLength && name.IndexOfAny(['/', '\\', '\0']) < 0 && name[0] != '.';
        }));
}
