using System.Buffers;
using System.Text.Json;

namespace Protocol.Frames;

/// <summary>Copies a chunk that was scanned before, with its finish reasons mapped and perhaps without usage.</summary>
internal ref struct ChunkEditor
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly IBufferWriter<byte> _output;
    private readonly bool _keepUsage;
    private readonly bool _runsOn;
    private Utf8JsonReader _json;
    private int _copied;
    private int _keptUpTo;
    private bool _dropsNextComma;

    private ChunkEditor(ReadOnlySpan<byte> bytes, bool keepUsage, bool runsOn, IBufferWriter<byte> output)
    {
        _bytes = bytes;
        _output = output;
        _keepUsage = keepUsage;
        _runsOn = runsOn;
        _json = ChunkReader.Open(bytes);
    }

    internal static void Write(ReadOnlySpan<byte> json, bool keepUsage, bool runsOn, IBufferWriter<byte> output)
    {
        var editor = new ChunkEditor(json, keepUsage, runsOn, output);
        editor.WriteRoot();
    }

    private void WriteRoot()
    {
        _json.Read();
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            WriteMember();
        }

        CopyUpTo(_bytes.Length);
    }

    private void WriteMember()
    {
        int name = (int)_json.TokenStartIndex;
        if (_dropsNextComma)
        {
            _copied = name;
            _dropsNextComma = false;
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
            DropMember(name);
        }
        else
        {
            _keptUpTo = (int)_json.BytesConsumed;
        }
    }

    /// <summary>Leaves a member out with the comma before it, or, when none was kept before it, with the one after it.</summary>
    private void DropMember(int name)
    {
        _dropsNextComma = _keptUpTo == 0;
        CopyUpTo(_dropsNextComma ? name : _keptUpTo);
        _copied = (int)_json.BytesConsumed;
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
            if (_runsOn && FinishReasons.IsEmpty(range.Of(_bytes)))
            {
                _output.Write("null"u8);
            }
            else
            {
                JsonText.WriteString(FinishReasons.Map(JsonText.Read(range.Of(_bytes)) ?? "")!, _output); // only null is mapped to null
            }

            _copied = range.End;
        }
    }

    private void CopyUpTo(int end)
    {
        _output.Write(_bytes[_copied..end]);
        _copied = end;
    }
}
