using System.Diagnostics;
using System.Runtime.InteropServices;
using LanguageModels.Sessions;
using Support;
using Xunit;

namespace LanguageModels.Tests.Sessions;

public sealed partial class NativeTelemetryTests
{
    private const string Variable = "ORT_DISABLE_TELEMETRY";

    [Fact]
    public void Native_code_sees_that_telemetry_is_off_before_the_library_is_asked_anything()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "reads the environment as Unix keeps it");

        Assert.NotEmpty(OnnxRuntimeLibrary.Version);

        Assert.Equal("1", Marshal.PtrToStringUTF8(GetEnvironment(Variable)));
    }

    [Fact]
    public async Task A_process_that_opens_a_session_leaves_no_file_in_its_home()
    {
        Assert.SkipWhen(!OperatingSystem.IsLinux(), "looks where the library would write on Linux");
        _ = GenAiGolden.Open("llama-tiny-fp32");
        using var home = new TemporaryFolder();
        var test = $"{typeof(DecoderSessionTests).FullName}.{nameof(DecoderSessionTests.Places_outside_the_cache_are_refused_before_the_library_sees_them)}";
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(NativeTelemetryTests).Assembly.Location, "--filter-method", test])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HOME"] = home.Path;
        start.Environment["SHARED_FOLDER"] = SharedFolder.Path;
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment.Remove(Variable);
        start.Environment.Remove("XDG_CACHE_HOME");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(process.ExitCode == 0, await output + await errors);
        Assert.DoesNotContain(Directory.EnumerateFiles(home.Path, "*", SearchOption.AllDirectories), file => file.Contains("onnxruntime", StringComparison.OrdinalIgnoreCase));
        Assert.False(Directory.Exists(home[".cache/Microsoft"]));
    }

    [LibraryImport("libc", EntryPoint = "getenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint GetEnvironment(string name);
}
