using System.Text.Json;
using System.Text.Unicode;
using Protocol.Errors;

namespace Protocol.Frames;

/// <summary>The one pass over a request body that a <see cref="RequestFrame"/> is taken by.</summary>
internal ref struct RequestFrameReader
{
    private readonly int _maxDepth;
    private readonly int _bodyLength;
    private Utf8JsonReader _json;
    private Seen _seen;
    private string? _model;
    private ByteRange _modelRange;
    private UsageEdit _usageEdit;
    private bool _stream;
    private bool _includeUsage;

    private RequestFrameReader(ReadOnlySpan<byte> body, int maxDepth)
    {
        // One level more than the limit: the limit is then always met here, with its own message.
        _json = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = maxDepth + 1 });
        _maxDepth = maxDepth;
        _bodyLength = body.Length;
    }

    [Flags]
    private enum Seen
    {
        None = 0,
        Model = 1,
        Messages = 2,
        Stream = 4,
        StreamOptions = 8,
        IncludeUsage = 16,
    }

    internal static ApiError? Read(ReadOnlySpan<byte> body, RequestLimits limits, out RequestFrame frame)
    {
        frame = default;
        if (body.Length > limits.MaxBodyBytes)
        {
            return ApiError.BodyTooLarge(limits.MaxBodyBytes);
        }

        if (!Utf8.IsValid(body))
        {
            return BodyErrors.NotUtf8();
        }

        var reader = new RequestFrameReader(body, limits.MaxJsonDepth);
        try
        {
            return reader.ReadBody() ?? reader.Finish(out frame);
        }
        catch (JsonException fault)
        {
            return BodyErrors.NotJson(fault);
        }
        catch (InvalidOperationException)
        {
            return BodyErrors.LoneSurrogate();
        }
    }

    private ApiError? ReadBody()
    {
        _json.Read();
        if (_json.TokenType != JsonTokenType.StartObject)
        {
            return BodyErrors.NotAnObject(_json.TokenType);
        }

        int inside = (int)_json.BytesConsumed;
        _usageEdit = new UsageEdit(UsageEditKind.NewOptions, new ByteRange(inside, inside));
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            if (ReadMember() is { } error)
            {
                return error;
            }
        }

        _json.Read(); // Throws when anything but white space follows.
        return null;
    }

    private ApiError? ReadMember()
    {
        // No member that matters is shorter or, unescaped, longer; most are decided by their length.
        if (_json.ValueTextEquals("model"u8))
        {
            return ReadModel();
        }

        if (_json.ValueTextEquals("messages"u8))
        {
            return ReadMessages();
        }

        if (_json.ValueTextEquals("stream"u8))
        {
            return ReadStream();
        }

        return _json.ValueTextEquals("stream_options"u8) ? ReadStreamOptions() : SkipNext();
    }

    private ApiError? ReadModel()
    {
        if (Enter(Seen.Model, "model") is { } error)
        {
            return error;
        }

        if (_json.TokenType != JsonTokenType.String)
        {
            return BodyErrors.WrongType("model", "a string", _json.TokenType);
        }

        if (_json.ValueSpan.Length is 0 or > RequestFrame.MaxModelBytes)
        {
            return ApiError.InvalidRequest($"Invalid 'model': expected 1 to {RequestFrame.MaxModelBytes} bytes, but got {_json.ValueSpan.Length}.", "model", "invalid_value");
        }

        _model = _json.GetString();
        _modelRange = ValueRange();
        return null;
    }

    private ApiError? ReadMessages() =>
        Enter(Seen.Messages, "messages") is { } error ? error
        : _json.TokenType != JsonTokenType.StartArray ? BodyErrors.WrongType("messages", "an array of objects", _json.TokenType)
        : SkipValue();

    private ApiError? ReadStream() =>
        Enter(Seen.Stream, "stream") ?? ReadBoolean("stream", out _stream);

    private ApiError? ReadStreamOptions()
    {
        if (Enter(Seen.StreamOptions, "stream_options") is { } error)
        {
            return error;
        }

        switch (_json.TokenType)
        {
            case JsonTokenType.Null:
                _usageEdit = new UsageEdit(UsageEditKind.InsteadOfNull, ValueRange());
                return null;
            case JsonTokenType.StartObject:
                return ReadOptions();
            default:
                return BodyErrors.WrongType("stream_options", "an object", _json.TokenType);
        }
    }

    private ApiError? ReadOptions()
    {
        int inside = (int)_json.BytesConsumed;
        UsageEditKind kind = UsageEditKind.IntoEmptyOptions;
        _usageEdit = new UsageEdit(kind, new ByteRange(inside, inside));
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            bool isUsage = _json.ValueTextEquals("include_usage"u8);
            if ((isUsage ? ReadIncludeUsage() : SkipNext()) is { } error)
            {
                return error;
            }

            kind = UsageEditKind.IntoOptions;
        }

        if (!_seen.HasFlag(Seen.IncludeUsage))
        {
            _usageEdit = new UsageEdit(kind, new ByteRange(inside, inside));
        }

        return null;
    }

    private ApiError? ReadIncludeUsage()
    {
        const string name = "stream_options.include_usage";
        ApiError? error = Enter(Seen.IncludeUsage, name) ?? ReadBoolean(name, out _includeUsage);
        _usageEdit = new UsageEdit(UsageEditKind.InsteadOfValue, ValueRange());
        return error;
    }

    private readonly ApiError? ReadBoolean(string name, out bool value)
    {
        value = _json.TokenType == JsonTokenType.True;
        return _json.TokenType is JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null
            ? null
            : BodyErrors.WrongType(name, "a boolean", _json.TokenType);
    }

    private ApiError? Enter(Seen member, string name)
    {
        if (_seen.HasFlag(member))
        {
            return BodyErrors.Twice(name);
        }

        _seen |= member;
        _json.Read();
        return null;
    }

    private ApiError? SkipNext()
    {
        _json.Read();
        return SkipValue();
    }

    private ApiError? SkipValue()
    {
        int depth = _json.CurrentDepth;
        if (_json.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return null;
        }

        do
        {
            if (_json.CurrentDepth >= _maxDepth && _json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                return BodyErrors.TooDeep(_maxDepth);
            }

            _json.Read();
        }
        while (_json.CurrentDepth > depth);
        return null;
    }

    private readonly ByteRange ValueRange() => new((int)_json.TokenStartIndex, (int)_json.BytesConsumed);

    private readonly ApiError? Finish(out RequestFrame frame)
    {
        frame = default;
        if (_model is null)
        {
            return BodyErrors.Missing("model");
        }

        if (!_seen.HasFlag(Seen.Messages))
        {
            return BodyErrors.Missing("messages");
        }

        frame = new RequestFrame(_model, _stream, _includeUsage)
        {
            BodyLength = _bodyLength,
            ModelRange = _modelRange,
            UsageEdit = _usageEdit,
        };
        return null;
    }
}
