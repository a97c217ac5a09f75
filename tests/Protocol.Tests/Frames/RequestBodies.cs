using FsCheck;
using FsCheck.Fluent;

namespace Protocol.Tests.Frames;

/// <summary>Random valid request bodies.</summary>
internal static class RequestBodies
{
    internal static Gen<string> Any => JsonTexts.Object(
        from model in Gen.Elements("\"model\":\"gpt\"", "\"model\" : \"m\\u0031/é\"", @"""m\u006fdel"":""gpt""")
        from messages in JsonTexts.Array(JsonTexts.Value(2))
        from stream in JsonTexts.Maybe("\"stream\":true", "\"stream\": false", "\"stream\":null")
        from options in JsonTexts.Maybe(
            "\"stream_options\":null", "\"stream_options\":{ }", "\"stream_options\":{\"include_usage\":true}",
            "\"stream_options\": {\"x\":[1],\"include_usage\" : false}", "\"stream_options\":{\"include_usage\":null,\"x\":{}}",
            @"""stream\u005foptions"":{""x"":1}")
        from gateway in JsonTexts.Maybe("\"x_gateway\":{\"include\":true}", "\"x_gateway\":null", "\"x_gateway\" : {\"y\":[2]}")
        from others in JsonTexts.Members(2)
        select new[] { model, $"\"messages\":{messages}" }.Concat(stream).Concat(options).Concat(gateway).Concat(others).ToArray());
}
