using Xunit;

namespace Architecture.Reading;

public sealed class CodeTextTests
{
    [Theory]
    [InlineData("a(); // X", "a();     ")]
    [InlineData("a(/* X */b)", "a(       b)")]
    [InlineData("/* X\nX */b", "    \n    b")]
    [InlineData("s = \"X\";", "s = \" \";")]
    [InlineData("s = \"\"; X", "s = \"\"; X")]
    [InlineData("s = \"\\\"X\"; c", "s = \"   \"; c")]
    [InlineData("s = \"// X\"; c", "s = \"    \"; c")]
    [InlineData("c = 'X'; d = '\\''; e = '\"'; f", "c = ' '; d = '  '; e = ' '; f")]
    [InlineData("s = @\"X\\\"; c", "s = @\"  \"; c")]
    [InlineData("s = @\"X\"\"X\"; c", "s = @\"    \"; c")]
    [InlineData("s = \"\"\"X \" X\"\"\"; c", "s = \"\"\"     \"\"\"; c")]
    [InlineData("s = $\"X{y}X\"; c", "s = $\" {y} \"; c")]
    [InlineData("s = $\"X{{X}}X\"; c", "s = $\"       \"; c")]
    [InlineData("s = $\"{{{y}}}\"; c", "s = $\"  {y}  \"; c")]
    [InlineData("s = $\"{y:X}\"; c", "s = $\"{y  }\"; c")]
    [InlineData("s = $\"{(y ? a : b)}\"; c", "s = $\"{(y ? a : b)}\"; c")]
    [InlineData("s = $\"{f(\"X\")}\"; c", "s = $\"{f(\" \")}\"; c")]
    [InlineData("s = $@\"X\\{y}\"; c", "s = $@\"  {y}\"; c")]
    [InlineData("s = $\"\"\"X{y}X\"\"\"; c", "s = $\"\"\" {y} \"\"\"; c")]
    [InlineData("s = $$\"\"\"{X}{{y}}X\"\"\"; c", "s = $$\"\"\"   {{y}} \"\"\"; c")]
    [InlineData("@class = b; \"X\"u8", "@class = b; \" \"u8")]
    public void Comments_and_text_are_blanked_and_code_is_kept(string source, string code)
    {
        Assert.Equal(code, CodeText.Of(source));
    }

    [Fact]
    public void A_quote_in_a_directive_opens_no_string()
    {
        Assert.Equal("#region it's \"here\n  x", CodeText.Of("#region it's \"here\n  x"));
    }

    [Fact]
    public void A_reason_behind_a_directive_is_a_comment()
    {
        Assert.Equal("#pragma warning disable A     \nx", CodeText.Of("#pragma warning disable A // X\nx"));
    }

    [Theory]
    [InlineData("s = \"X")]
    [InlineData("s = $\"{X")]
    [InlineData("/* X")]
    [InlineData("'")]
    [InlineData("s = \"\\")]
    public void Source_that_breaks_off_is_read_to_its_end(string source)
    {
        Assert.Equal(source.Length, CodeText.Of(source).Length);
    }

    [Fact]
    public void Every_source_file_keeps_its_length_and_its_lines()
    {
        Findings.AssertNone(Repository.Sources
            .Where(file => file.Text.Length != file.Code.Length || file.Text.Count('\n') != file.Code.Count('\n'))
            .Select(file => file.Path));
    }

    [Fact]
    public void Braces_balance_in_every_source_file_once_text_is_gone()
    {
        Findings.AssertNone(Repository.Sources
            .Where(file => file.Code.Count('{') != file.Code.Count('}'))
            .Select(file => $"{file.Path}: {file.Code.Count('{')} opening and {file.Code.Count('}')} closing braces"));
    }
}
