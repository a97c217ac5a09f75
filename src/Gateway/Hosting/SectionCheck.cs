using System.ComponentModel;
using System.Reflection;

namespace Gateway.Hosting;

/// <summary>
/// Compares a configuration section with the options record that it is to be read into, before it is read: every
/// unknown key and every value of the wrong form is a mistake, and all of them are found at once.
/// </summary>
internal static class SectionCheck
{
    /// <summary>Adds what is wrong with <paramref name="section"/> as text for a <paramref name="type"/>.</summary>
    /// <returns>Paths of the keys that cannot be read.</returns>
    public static IReadOnlyList<string> Check(IConfigurationSection section, Type type, List<string> mistakes)
    {
        var wrong = new List<Wrong>();
        Check(section, type, wrong);
        mistakes.AddRange(wrong.Select(item => item.Text));
        return [.. wrong.Select(item => item.Path)];
    }

    private static void Check(IConfigurationSection section, Type type, List<Wrong> wrong)
    {
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite).ToDictionary(property => property.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var child in section.GetChildren())
        {
            if (properties.TryGetValue(child.Key, out var property))
                CheckValue(child, property.PropertyType, wrong);
            else
                wrong.Add(new Wrong(child.Path, $"{child.Path} is not a setting; expected one of {string.Join(", ", properties.Keys.Order(StringComparer.Ordinal))}."));
        }
    }

    private static void CheckValue(IConfigurationSection value, Type type, List<Wrong> wrong)
    {
        if (type == typeof(string[]) || type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Dictionary<,>))
            return;
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain == typeof(string) || plain.IsPrimitive || plain.IsEnum)
            CheckScalar(value, plain, wrong);
        else
            Check(value, plain, wrong);
    }

    private static void CheckScalar(IConfigurationSection value, Type type, List<Wrong> wrong)
    {
        if (value.GetChildren().Any())
            wrong.Add(new Wrong(value.Path, $"{value.Path} holds further keys; expected {NameOf(type)}."));
        else if (value.Value is { Length: > 0 } text && !CanConvert(text, type))
            wrong.Add(new Wrong(value.Path, $"{value.Path} is '{text}'; expected {NameOf(type)}."));
    }

    private static bool CanConvert(string text, Type type)
    {
        try
        {
            return TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text) is { } value && (!type.IsEnum || Enum.IsDefined(type, value));
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or OverflowException)
        {
            return false;
        }
    }

    private readonly record struct Wrong(string Path, string Text);

    private static string NameOf(Type type) => type switch
    {
        _ when type.IsEnum => string.Join(" or ", Enum.GetNames(type)),
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(string) => "a text",
        _ when type == typeof(double) => "a number",
        _ => "a whole number",
    };
}
