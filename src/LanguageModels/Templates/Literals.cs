using System.Globalization;
using System.Numerics;

namespace LanguageModels.Templates;

/// <summary>What a single name or integer of an expression stands for.</summary>
internal static class Literals
{
    public static Expression Name(string name) => name switch
    {
        "true" or "True" => new Constant(true),
        "false" or "False" => new Constant(false),
        "none" or "None" => new Constant(null),
        _ => new Variable(name),
    };

    public static object Integer(Token token)
    {
        var digits = token.Text.Replace("_", "", StringComparison.Ordinal);
        return digits.Length > 300 ? throw new TemplateException("expected an integer of at most 300 digits", token.Line) : Arithmetic.Normal(BigInteger.Parse(digits, CultureInfo.InvariantCulture));
    }
}
