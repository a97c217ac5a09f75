namespace LanguageModels.Rewriting;

/// <summary>Walks a packed list of protobuf numbers.</summary>
internal ref struct ProtoNumbers(ReadOnlySpan<byte> packed)
{
    private ReadOnlySpan<byte> _left = packed;

    public bool Next(out ulong number)
    {
        number = 0;
        for (var (i, shift) = (0, 0); i < _left.Length && shift < 70; i++, shift += 7)
        {
            number |= (ulong)(_left[i] & 127) << shift;
            if (_left[i] < 128)
            {
                _left = _left[(i + 1)..];
                return true;
            }
        }

        return _left.IsEmpty ? false : throw new InvalidDataException("a packed number is cut off");
    }
}
