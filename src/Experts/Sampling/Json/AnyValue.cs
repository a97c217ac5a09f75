namespace Experts.Sampling.Json;

/// <summary>JSON values without a schema in a network; each rule is made once.</summary>
internal sealed class AnyValue(NetworkBuilder network, StringParts strings)
{
    private Rule? _value;
    private Rule? _object;
    private Rule? _array;

    /// <summary>Any value.</summary>
    public Rule Value => _value ?? MakeValue();

    /// <summary>Any object.</summary>
    public Rule Object => _object ?? MakeObject();

    /// <summary>Any array.</summary>
    private Rule Array => _array ?? MakeArray();

    private Rule MakeValue()
    {
        _value = network.Rule(nests: false);
        var (start, end) = (_value.Start, _value.End);
        network.Call(start, Object, end);
        network.Call(start, Array, end);
        network.Join(strings.Any(start, 0, null), end);
        network.Join(new NumberParts(network).Any(start, isInteger: false), end);
        foreach (var word in (string[])["true", "false", "null"])
        {
            network.Join(network.Literal(start, System.Text.Encoding.ASCII.GetBytes(word)), end);
        }

        return _value;
    }

    private Rule MakeObject()
    {
        _object = network.Rule(nests: true);
        var first = network.Literal(_object.Start, "{"u8);
        network.Join(first, (byte)'}', (byte)'}', _object.End);
        var member = network.Node();
        network.Join(first, member);
        var behind = network.Node();
        network.Call(network.Separator(strings.Any(member, 0, null), (byte)':'), Value, behind);
        network.Join(behind, (byte)'}', (byte)'}', _object.End);
        network.Join(network.Separator(behind, (byte)','), member);
        return _object;
    }

    private Rule MakeArray()
    {
        _array = network.Rule(nests: true);
        ArrayParts.Add(network, _array, Value, 0, null);
        return _array;
    }
}
