using System.Globalization;

namespace LanguageModels.Sessions;

/// <summary>Names of a decoder's inputs and outputs; %d in a name stands for the number of the layer.</summary>
public sealed record DecoderNames(
    string InputIds, string AttentionMask, string PastKeys, string PastValues, string Logits, string PresentKeys, string PresentValues)
{
    /// <summary>A name for one layer.</summary>
    public static string Of(string template, int layer) => template.Replace("%d", layer.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
