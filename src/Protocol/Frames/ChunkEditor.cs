using System.Buffers;
using System.Text.Json;

namespace Protocol.Frames;

/// <summary>Copies a chunk that was scanned before, with its finish reasons mapped and perhaps without usage.</summary>
internal ref struct ChunkEditor
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly IBufferWriter<byte> _output;
    private readonly bool _keepUsage;
    private Utf8JsonReader _json;
    private int _copied;
    private int _keptUpTo;

    private ChunkEditor(ReadOnlySpan<byte> bytes, bool keepUsage, IBufferWriter<byte> output)
    {
        _bytes = bytes;
        _output = output;
        _keepUsage = keepUsage;
        _json = ChunkReader.Open(bytes);
    }

    internal static void Write(ReadOnlySpan<byte> json, bool keepUsage, IBufferWriter<byte> output)
    {
        var editor = new ChunkEditor(json, keepUsage, output);
        editor.WriteRoot();
    }

    private void WriteRoot()
    {
        _json.Read();
        bool dropsNextComma = false;
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            int name = (int)_json.TokenStartIndex;
            if (dropsNextComma)
            {
                _copied = name;
                dropsNextComma = false;
            }

            bool drops = !_keepUsage && _json.ValueTextEquals("usage"u8);
            bool isChoices = _json.ValueTextEquals("choices"u8);
            _json.Read();
            if (isChoices)
            {
                WriteChoices();
            }

            _json.Skip();
            if (drops)
            {
                dropsNextComma = _keptUpTo == 0;
                CopyUpTo(_keptUpTo == 0 ? name : _keptUpTo);
                _copied = (int)_json.BytesConsumed;
            }
            else
            {
                _keptUpTo = (int)_json.BytesConsumed;
            }
        }

        CopyUpTo(_bytes.Length);
    }

    private void WriteChoices()
    {
        if (_json.TokenType != JsonTokenType.StartArray)
        {
            return;
        }

        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            if (_json.TokenType == JsonTokenType.StartObject)
            {
                WriteChoice();
            }

            _json.Skip();
        }
    }

    private void WriteChoice()
    {
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            bool isFinish = _json.ValueTextEquals("finish_reason"u8);
            _json.Read();
            int start = (int)_json.TokenStartIndex;
            bool isNull = _json.TokenType == JsonTokenType.Null;
            _json.Skip();
            if (isFinish && !isNull)
            {
                WriteFinishReason(new ByteRange(start, (int)_json.BytesConsumed));
            }
        }
    }

    private void WriteFinishReason(ByteRange range)
    {
        if (!FinishReasons.IsDocumented(range.Of(_bytes)))
        {
            CopyUpTo(range.Start);
            JsonText.WriteString(FinishReasons.Map(JsonText.Read(range.Of(_bytes)) ?? "")!, _output); // only null is mapped to null
            _copied = range.End;
        }
    }

    private void CopyUpTo(int end)
    {
        _output.Write(_bytes[_copied..end]);
        _copied = end;
    }
}
