using System.Text.Json;
using System.Text.Unicode;
using Protocol.Errors;

namespace Protocol.Frames;

/// <summary>The one pass over a request body that a <see cref="RequestFrame"/> is taken by.</summary>
internal ref struct RequestFrameReader
{
    private readonly int _maxDepth;
    private readonly int _bodyLength;
    private readonly RequestKind _kind;
    private Utf8JsonReader _json;
    private RequestMembers _seen;
    private string? _model;
    private ByteRange _modelRange;
    private bool _stream;
    private SwitchObject _streamOptions;
    private SwitchObject _gateway;
    private FrameEdit _usageEdit;
    private ByteRange _gatewayCut;
    private bool _cutsNextComma;
    private int _nameStart;
    private int _lastValueEnd;

    private RequestFrameReader(ReadOnlySpan<byte> body, RequestKind kind, int maxDepth)
    {
        _kind = kind;
        // One level more than the limit: the limit is then always met here, with its own message.
        _json = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = maxDepth + 1 });
        _maxDepth = maxDepth;
        _bodyLength = body.Length;
    }

    /// <summary>The member that the request is about.</summary>
    private readonly string Subject => _kind switch
    {
        RequestKind.Completion => "prompt",
        RequestKind.Embedding => "input",
        _ => "messages",
    };

    internal static ApiError? Read(ReadOnlySpan<byte> body, RequestKind kind, RequestLimits limits, out RequestFrame frame)
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

        var reader = new RequestFrameReader(body, kind, limits.MaxJsonDepth);
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
            // The reader's answer to an escaped unpaired surrogate in a name or in the model.
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
        _usageEdit = new FrameEdit(FrameEditKind.NewStreamOptions, new ByteRange(inside, inside));
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            EnterMember();
            if (ReadMember() is { } error)
            {
                return error;
            }

            _lastValueEnd = (int)_json.BytesConsumed;
        }

        _json.Read(); // Throws when anything but white space follows.
        return null;
    }

    private void EnterMember()
    {
        _nameStart = (int)_json.TokenStartIndex;
        if (_cutsNextComma)
        {
            _gatewayCut = _gatewayCut with { End = _nameStart };
            _cutsNextComma = false;
        }
    }

    private ApiError? ReadMember()
    {
        if (_json.ValueTextEquals("model"u8))
        {
            return EnterValue(RequestMembers.Model, "model") ?? ReadModel();
        }

        if (_json.ValueTextEquals(Subject))
        {
            return EnterValue(RequestMembers.Subject, Subject) ?? ReadSubject();
        }

        if (_json.ValueTextEquals("stream"u8))
        {
            return EnterValue(RequestMembers.Stream, "stream") ?? BodyValues.Boolean(ref _json, "stream", out _stream);
        }

        if (_json.ValueTextEquals("stream_options"u8))
        {
            return EnterValue(RequestMembers.StreamOptions, "stream_options") ?? ReadStreamOptions();
        }

        return _json.ValueTextEquals("x_gateway"u8)
            ? EnterValue(RequestMembers.Gateway, "x_gateway") ?? ReadGateway()
            : BodyValues.SkipNext(ref _json, _maxDepth);
    }

    private ApiError? EnterValue(RequestMembers member, string name)
    {
        if ((_seen & member) != 0)
        {
            return BodyErrors.Twice(name);
        }

        _seen |= member;
        _json.Read();
        return null;
    }

    private ApiError? ReadModel()
    {
        if (_json.TokenType != JsonTokenType.String)
        {
            return BodyErrors.WrongType("model", "a string", _json.TokenType);
        }

        int length = _json.ValueSpan.Length;
        if (length is 0 or > RequestFrame.MaxModelBytes)
        {
            return ApiError.InvalidRequest($"Invalid 'model': expected 1 to {RequestFrame.MaxModelBytes} bytes, but got {length}.", "model", "invalid_value");
        }

        _model = _json.GetString();
        _modelRange = BodyValues.Range(ref _json);
        return null;
    }

    /// <summary>A prompt or an input may be a text or an array; which of them, its own reader judges.</summary>
    private ApiError? ReadSubject() => _kind != RequestKind.Chat || _json.TokenType == JsonTokenType.StartArray
        ? BodyValues.Skip(ref _json, _maxDepth)
        : BodyErrors.WrongType(Subject, "an array of objects", _json.TokenType);

    private ApiError? ReadStreamOptions()
    {
        ApiError? error = SwitchObject.Read(ref _json, "stream_options.include_usage", "include_usage"u8, _maxDepth, out _streamOptions);
        int inside = _streamOptions.Range.Start + 1;
        var insertion = new ByteRange(inside, inside);
        _usageEdit = _streamOptions switch
        {
            { IsNull: true } => new FrameEdit(FrameEditKind.StreamOptionsForNull, _streamOptions.Range),
            { IsEmpty: true } => new FrameEdit(FrameEditKind.UsageIntoEmptyOptions, insertion),
            { Switch.IsEmpty: true } => new FrameEdit(FrameEditKind.UsageIntoOptions, insertion),
            _ => new FrameEdit(FrameEditKind.TrueForUsage, _streamOptions.Switch),
        };
        return error;
    }

    private ApiError? ReadGateway()
    {
        ApiError? error = SwitchObject.Read(ref _json, "x_gateway.include", "include"u8, _maxDepth, out _gateway);
        _cutsNextComma = _lastValueEnd == 0;
        _gatewayCut = new ByteRange(_cutsNextComma ? _nameStart : _lastValueEnd, (int)_json.BytesConsumed);
        return error;
    }

    private readonly ApiError? Finish(out RequestFrame frame)
    {
        frame = default;
        if (_model is null)
        {
            return BodyErrors.Missing("model");
        }

        if ((_seen & RequestMembers.Subject) == 0)
        {
            return BodyErrors.Missing(Subject);
        }

        frame = new RequestFrame(_model, _stream, _streamOptions.IsOn)
        {
            BodyLength = _bodyLength,
            IncludeGateway = _gateway.IsOn,
            ModelRange = _modelRange,
            GatewayCut = _gatewayCut,
            UsageEdit = _usageEdit,
        };
        return null;
    }
}
