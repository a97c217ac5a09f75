using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Protocol.Errors;

namespace Protocol.FineTuning;

/// <summary>Reads and checks the body of a new job. What cannot be followed is refused by its name, never ignored: a training costs hours.</summary>
public static class FineTuningRequestReader
{
    private const int LongestName = 200, LongestSuffix = 64;
    private const int MostDepth = 8;

    /// <summary>Reads a body; false with the error for the client.</summary>
    /// <param name="body">UTF-8.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="error">What is wrong.</param>
    public static bool TryRead(ReadOnlyMemory<byte> body, [NotNullWhen(true)] out FineTuningRequest? request, [NotNullWhen(false)] out ApiError? error)
    {
        (request, error) = (null, null);
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = MostDepth });
            request = Read(document.RootElement);
            return true;
        }
        catch (JsonException problem)
        {
            error = ApiError.InvalidRequest($"The body is not valid JSON: {problem.Message}", null, "invalid_json");
            return false;
        }
        catch (RequestFlawException flaw)
        {
            error = flaw.Error;
            return false;
        }
    }

    private static FineTuningRequest Read(JsonElement root)
    {
        var members = new RequestMembers(root, "");
        members.Only("model", "training_file", "validation_file", "hyperparameters", "suffix", "seed", "method", "metadata", "integrations");
        RefuseIntegrations(members);
        var settings = Settings(members);
        return new FineTuningRequest
        {
            Model = members.Text("model", LongestName) ?? throw members.Missing("model"),
            TrainingFile = members.Text("training_file", LongestName) ?? throw members.Missing("training_file"),
            ValidationFile = members.Text("validation_file", LongestName),
            Suffix = members.Text("suffix", LongestSuffix),
            Seed = members.Integer("seed", 0, int.MaxValue),
            Epochs = (int?)settings?.IntegerOrAuto("n_epochs", 1, 50),
            BatchSize = (int?)settings?.IntegerOrAuto("batch_size", 1, 256),
            RateMultiplier = settings?.NumberOrAuto("learning_rate_multiplier"),
            Metadata = MetadataReader.Read(members),
        };
    }

    /// <summary>Those of the method, else the older ones beside it.</summary>
    private static RequestMembers? Settings(RequestMembers members)
    {
        var older = members.Object("hyperparameters");
        older?.Only("n_epochs", "batch_size", "learning_rate_multiplier");
        if (members.Object("method") is not { } method)
        {
            return older;
        }

        method.Only("type", "supervised");
        if (method.Text("type", LongestName) is not "supervised" and var type)
        {
            throw method.Wrong("type", $"this server trains 'supervised' only, found {(type is null ? "none" : ClientText.Quote(type))}");
        }

        var supervised = method.Object("supervised");
        supervised?.Only("hyperparameters");
        var settings = supervised?.Object("hyperparameters");
        settings?.Only("n_epochs", "batch_size", "learning_rate_multiplier");
        return settings ?? older;
    }

    private static void RefuseIntegrations(RequestMembers members)
    {
        if (members.Find("integrations") is { } integrations && !(integrations.ValueKind == JsonValueKind.Array && integrations.GetArrayLength() == 0))
        {
            throw members.Wrong("integrations", "this server sends nothing to other services; leave it out");
        }
    }
}
