using LanguageModels.Importing;
using Support;
using Xunit;

namespace LanguageModels.Tests.Importing;

public sealed class StatedLicenceTests
{
    [Theory]
    [InlineData("README.md", "---\nlanguage: en\nlicense: apache-2.0\ntags:\n- text\n---\n# Model", "apache-2.0")]
    [InlineData("README.md", "---\r\nlicense: \"llama3.2\"\r\n---\r\n", "llama3.2")]
    [InlineData("README.md", "---\nlicense: other\nlicense_name: qwen-research\n---\n", "qwen-research")]
    [InlineData("README.md", "---\nlicense: other\n---\n", "other")]
    [InlineData("README.md", "---\nlicense:\n- mit\n- cc-by-4.0\n---\n", "mit, cc-by-4.0")]
    [InlineData("README.md", "# Model\nlicense: mit\n", null)]
    [InlineData("README.md", "---\nlicense: mit\n", null)]
    [InlineData("README.md", "---\ntags: []\n---\n", null)]
    [InlineData("LICENSE", "\n                                 Apache License\n                           Version 2.0, January 2004\n", "apache-2.0")]
    [InlineData("LICENSE.txt", "MIT License\n\nCopyright (c)", "mit")]
    [InlineData("LICENSE.md", "SOME COMMUNITY LICENSE AGREEMENT\nVersion 3", "SOME COMMUNITY LICENSE AGREEMENT")]
    [InlineData("LICENSE", "", null)]
    public void A_licence_is_read_where_the_folder_states_it(string file, string text, string? expected)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder[file], text);

        Assert.Equal(expected, StatedLicence.Of(folder.Path));
    }

    [Fact]
    public void The_model_card_holds_over_the_licence_file()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["LICENSE"], "MIT License\n");
        File.WriteAllText(folder["README.md"], "---\nlicense: apache-2.0\n---\n");

        Assert.Equal("apache-2.0", StatedLicence.Of(folder.Path));
    }
}
