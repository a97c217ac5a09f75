using System.Buffers;
using Experts.Serving;
using Protocol.Chat;

namespace Gateway.LocalModels;

/// <summary>How answers look on the wire: as chat completions or as legacy completions. Used by one request.</summary>
internal interface IAnswerForm
{
    /// <summary>Writes the JSON of one event: what is new of a choice.</summary>
    /// <param name="choice">Index of the choice.</param>
    /// <param name="piece">What is new.</param>
    /// <param name="isFirst">Whether nothing of the choice was written before.</param>
    /// <param name="output">Where it goes.</param>
    void WritePiece(int choice, AnswerPiece piece, bool isFirst, IBufferWriter<byte> output);

    /// <summary>Writes the JSON of the event that carries the usage; false when it was not asked for.</summary>
    bool TryWriteUsage(Usage usage, IBufferWriter<byte> output);

    /// <summary>The whole answer.</summary>
    byte[] Whole(IReadOnlyList<WholeChoice> choices, Usage usage);
}
