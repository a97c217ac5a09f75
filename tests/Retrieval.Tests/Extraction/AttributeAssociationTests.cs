using Retrieval.Extraction;
using Xunit;

namespace Retrieval.Tests.Extraction;

public class AttributeAssociationTests
{
    [Theory]
    [InlineData("Who must sign the Eskelcombe declaration?", "Signed by: fleet officer", "Filing deadline: 24 working days")]
    [InlineData("How much does Vashford Crop Bond pay at most in a year?", "Yearly ceiling: 35,750 crowns", "Tariff code: RZ-657")]
    public void A_cell_with_the_asked_attribute_matches_better_than_another(string question, string right, string wrong)
    {
        var asked = AttributeAssociation.Fitted.Asked(question);
        var match = AttributeAssociation.Fitted.Match(asked, right);
        Assert.True(match > 0.3, $"{match:0.000}");
        Assert.True(match > 3 * AttributeAssociation.Fitted.Match(asked, wrong), $"{match:0.000}");
        Assert.Equal(match, AttributeAssociation.Fitted.Match(asked, $"{wrong}; {right}"), 12);
    }
}
