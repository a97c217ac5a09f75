namespace LanguageModels.Graphs;

/// <summary>Messages of onnx.proto that graphs are put together from.</summary>
internal static class OnnxMessage
{
    /// <summary>NodeProto; empty names stand for inputs and outputs that are left out.</summary>
    public static ProtoWriter Node(string op, ReadOnlySpan<string> outputs, ReadOnlySpan<string> inputs, string domain, ReadOnlySpan<(string Name, object Value)> attributes)
    {
        var node = new ProtoWriter();
        foreach (var input in inputs)
        {
            node.Text(1, input);
        }

        foreach (var output in outputs)
        {
            node.Text(2, output);
        }

        node.Text(3, outputs[0] + "/" + op).Text(4, op);
        foreach (var (name, value) in attributes)
        {
            node.Message(5, Attribute(name, value));
        }

        return domain.Length > 0 ? node.Text(7, domain) : node;
    }

    /// <summary>AttributeProto.</summary>
    public static ProtoWriter Attribute(string name, object value)
    {
        const int kind = 20, single = 1, integer = 2, text = 3, integers = 7;
        var attribute = new ProtoWriter().Text(1, name);
        return value switch
        {
            float number => attribute.Single(2, number).Integer(kind, single),
            int number => attribute.Integer(3, number).Integer(kind, integer),
            long number => attribute.Integer(3, number).Integer(kind, integer),
            string word => attribute.Text(4, word).Integer(kind, text),
            long[] numbers => numbers.Aggregate(attribute, (list, number) => list.Integer(8, number)).Integer(kind, integers),
            _ => throw new ArgumentException($"Attribute '{name}' has the type {value.GetType()}, which is not written.", nameof(value)),
        };
    }

    /// <summary>ValueInfoProto: an input or an output of a graph.</summary>
    public static ProtoWriter Value(string name, ElementType type, ReadOnlySpan<Dimension> shape)
    {
        var dimensions = new ProtoWriter();
        foreach (var (symbol, size) in shape)
        {
            dimensions.Message(1, symbol is null ? new ProtoWriter().Integer(1, size) : new ProtoWriter().Text(2, symbol));
        }

        var tensor = new ProtoWriter().Integer(1, (int)type).Message(2, dimensions);
        return new ProtoWriter().Text(1, name).Message(2, new ProtoWriter().Message(1, tensor));
    }
}
