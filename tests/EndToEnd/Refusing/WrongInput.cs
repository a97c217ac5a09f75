using System.Text;

namespace EndToEnd.Refusing;

/// <summary>Bodies that are no chat completion, by name.</summary>
internal static class WrongInput
{
    private const int Depth = 10_000;

    /// <summary>The body of a name.</summary>
    public static byte[] Of(string name) => name switch
    {
        "nothing" => [],
        "no JSON" => Text("hello"),
        "a cut object" => Text("""{"model": "text", "messages": [{"role": "user", "content": "Hi"""),
        "an array" => Text("""[{"model": "text"}]"""),
        "null" => Text("null"),
        "two objects" => Text("""{"model": "text", "messages": []} {"model": "text"}"""),
        "no model" => Text("""{"messages": [{"role": "user", "content": "Hi"}]}"""),
        "a number as model" => Text("""{"model": 7, "messages": [{"role": "user", "content": "Hi"}]}"""),
        "a text as stream" => Text("""{"model": "text", "stream": "yes", "messages": [{"role": "user", "content": "Hi"}]}"""),
        "no messages" => Text("""{"model": "auto"}"""),
        "empty messages" => Text("""{"model": "auto", "messages": []}"""),
        "a text as messages" => Text("""{"model": "auto", "messages": "Hi"}"""),
        "a number as content" => Text("""{"model": "auto", "messages": [{"role": "user", "content": 7}]}"""),
        "an unknown role" => Text("""{"model": "auto", "messages": [{"role": "wizard", "content": "Hi"}]}"""),
        "a text as temperature" => Text("""{"model": "auto", "temperature": "hot", "messages": [{"role": "user", "content": "Hi"}]}"""),
        "10,000 levels" => Text($$"""{"model": "text", "messages": [{"role": "user", "content": {{Nested()}}}]}"""),
        "10,000 levels to auto" => Text($$"""{"model": "auto", "messages": [{"role": "user", "content": {{Nested()}}}]}"""),
        "bytes that are no UTF-8" => Latin1("{\"model\": \"text\", \"messages\": [{\"role\": \"user\", \"content\": \"\xC3\x28\xFF\"}]}"),
        "bytes that are no UTF-8 to auto" => Latin1("{\"model\": \"auto\", \"messages\": [{\"role\": \"user\", \"content\": \"\xC3\x28\xFF\"}]}"),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such wrong input."),
    };

    private static string Nested() => new string('[', Depth) + new string(']', Depth);

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Latin1(string text) => Encoding.Latin1.GetBytes(text);
}
