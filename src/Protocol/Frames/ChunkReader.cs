using System.Text.Json;

namespace Protocol.Frames;

/// <summary>The one pass over a chunk that a <see cref="ChunkScan"/> is taken by.</summary>
internal ref struct ChunkReader
{
    private readonly ReadOnlySpan<byte> _bytes;
    private Utf8JsonReader _json;
    private ByteRange _id;
    private ByteRange _model;
    private ByteRange _finishReason;
    private TokenCounts? _usage;
    private int? _choices;
    private int _finished;
    private int _emptyEnds;
    private bool _saysMore;
    private bool _hasUsage;
    private bool _isError;
    private bool _hasContent;
    private bool _hasToolCalls;
    private bool _isUndocumented;
    private bool _saysError;

    private ChunkReader(ReadOnlySpan<byte> json)
    {
        _bytes = json;
        _json = Open(json);
    }

    internal static bool TryRead(ReadOnlySpan<byte> json, out ChunkScan scan)
    {
        var reader = new ChunkReader(json);
        try
        {
            bool isObject = reader.ReadRoot();
            scan = isObject ? reader.ToScan() : default;
            return isObject;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // No JSON, or a member name with an escaped unpaired surrogate.
            scan = default;
            return false;
        }
    }

    internal static Utf8JsonReader Open(ReadOnlySpan<byte> json) => new(json, new JsonReaderOptions { MaxDepth = ChunkScan.MaxDepth });

    private bool ReadRoot()
    {
        _json.Read();
        if (_json.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            ReadMember();
        }

        return !_json.Read();
    }

    private void ReadMember()
    {
        if (_json.ValueTextEquals("choices"u8))
        {
            _json.Read();
            ReadChoices();
        }
        else if (_json.ValueTextEquals("usage"u8))
        {
            _json.Read();
            _hasUsage = true;
            _usage = TokenCounts.Read(ref _json);
        }
        else if (_json.ValueTextEquals("error"u8))
        {
            _json.Read();
            _isError = _json.TokenType != JsonTokenType.Null;
            _json.Skip();
        }
        else
        {
            ReadName();
        }
    }

    private void ReadName()
    {
        bool isId = _json.ValueTextEquals("id"u8);
        bool isModel = _json.ValueTextEquals("model"u8);
        bool isObject = _json.ValueTextEquals("object"u8);
        _json.Read();
        if (_json.TokenType == JsonTokenType.String)
        {
            _id = isId ? ValueRange() : _id;
            _model = isModel ? ValueRange() : _model;
            _isError |= isObject && _json.ValueTextEquals("error"u8);
        }

        _json.Skip();
    }

    private void ReadChoices()
    {
        if (_json.TokenType != JsonTokenType.StartArray)
        {
            _json.Skip();
            return;
        }

        int count = 0;
        for (; _json.Read() && _json.TokenType != JsonTokenType.EndArray; count++)
        {
            ReadChoice();
        }

        _choices = count;
    }

    private void ReadChoice()
    {
        if (_json.TokenType != JsonTokenType.StartObject)
        {
            _json.Skip();
            return;
        }

        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            bool isFinish = _json.ValueTextEquals("finish_reason"u8);
            bool isChunk = _json.ValueTextEquals("delta"u8);
            bool isDelta = isChunk || _json.ValueTextEquals("message"u8);
            _json.Read();
            if (isFinish)
            {
                ReadFinishReason();
            }
            else if (isDelta && _json.TokenType == JsonTokenType.StartObject)
            {
                ReadDelta(isChunk);
            }

            _json.Skip();
        }
    }

    private void ReadFinishReason()
    {
        if (_json.TokenType == JsonTokenType.Null)
        {
            return;
        }

        _saysError |= _json.TokenType == JsonTokenType.String && _json.ValueTextEquals("error"u8);
        int start = (int)_json.TokenStartIndex;
        _json.Skip();
        var range = new ByteRange(start, (int)_json.BytesConsumed);
        _isUndocumented |= !FinishReasons.IsDocumented(range.Of(_bytes));
        _emptyEnds += FinishReasons.IsEmpty(range.Of(_bytes)) ? 1 : 0;
        _finishReason = _finished++ == 0 ? range : _finishReason;
    }

    private void ReadDelta(bool isChunk)
    {
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            bool isText = _json.ValueTextEquals("content"u8) || _json.ValueTextEquals("refusal"u8);
            bool isRole = _json.ValueTextEquals("role"u8);
            bool isCall = _json.ValueTextEquals("tool_calls"u8) || _json.ValueTextEquals("function_call"u8);
            _json.Read();
            bool isSaid = _json.TokenType switch
            {
                JsonTokenType.String => _json.ValueSpan.Length > 0,
                JsonTokenType.StartArray or JsonTokenType.StartObject => !IsEmptyAhead(),
                _ => false,
            };
            _hasContent |= isText && isSaid;
            _hasToolCalls |= isCall && isSaid;
            _saysMore |= isChunk && isSaid && (isRole || isText || isCall);
            _json.Skip();
        }
    }

    private readonly bool IsEmptyAhead()
    {
        Utf8JsonReader ahead = _json;
        ahead.Read();
        return ahead.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject;
    }

    private readonly ByteRange ValueRange() => new((int)_json.TokenStartIndex, (int)_json.BytesConsumed);

    private readonly ChunkScan ToScan() => new()
    {
        Id = _id,
        Model = _model,
        Usage = _usage,
        HasUsageMember = _hasUsage,
        Choices = _choices,
        IsError = _isError,
        HasContent = _hasContent,
        HasToolCalls = _hasToolCalls,
        RunsOn = _saysMore && _emptyEnds > 0,
        Finished = _saysMore ? _finished - _emptyEnds : _finished,
        FinishReason = _saysMore && _finished == _emptyEnds ? default : _finishReason,
        HasUndocumentedFinishReason = _isUndocumented,
        SaysError = _saysError,
    };
}
