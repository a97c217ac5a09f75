using LanguageModels.Graphs;

namespace LanguageModels.Rewriting;

/// <summary>A node of a graph whose inputs and outputs may be changed; the rest of it stays as it was read.</summary>
internal sealed class EditableNode
{
    private readonly ProtoWriter _rest = new();
    private readonly Dictionary<string, long> _integers = [];

    /// <summary>Reads a NodeProto.</summary>
    public EditableNode(ReadOnlySpan<byte> message)
    {
        var node = new ProtoReader(message);
        while (node.Next())
        {
            switch (node.Field)
            {
                case 1: Inputs.Add(node.Text); break;
                case 2: Outputs.Add(node.Text); break;
                default: Keep(node); break;
            }
        }
    }

    /// <summary>The operator's name.</summary>
    public string Op { get; private set; } = "";

    /// <summary>Names of inputs; empty for one that is left out.</summary>
    public List<string> Inputs { get; } = [];

    /// <summary>Names of outputs; empty for one that is left out.</summary>
    public List<string> Outputs { get; } = [];

    /// <summary>An attribute that is a whole number; null where there is none.</summary>
    public long? Integer(string attribute) => _integers.TryGetValue(attribute, out var number) ? number : null;

    /// <summary>Sets an input beyond those that the node has, too.</summary>
    public void SetInput(int index, string name)
    {
        while (Inputs.Count <= index)
        {
            Inputs.Add("");
        }

        Inputs[index] = name;
    }

    /// <summary>Adds an attribute, which the node does not have yet.</summary>
    public void Add(string attribute, object value) => _rest.Message(5, OnnxMessage.Attribute(attribute, value));

    /// <summary>The node as a NodeProto.</summary>
    public ProtoWriter Written()
    {
        var node = new ProtoWriter();
        Inputs.ForEach(input => node.Text(1, input));
        Outputs.ForEach(output => node.Text(2, output));
        return node.Append(_rest);
    }

    private void Keep(ProtoReader field)
    {
        if (!field.IsBytes)
        {
            throw new InvalidDataException($"a node has a number in field {field.Field}, where text is expected");
        }

        Op = field.Field == 4 ? field.Text : Op;
        if (field.Field == 5)
        {
            Note(field.Bytes);
        }

        _rest.Bytes(field.Field, field.Bytes);
    }

    /// <summary>AttributeProto: name (1) and i (3).</summary>
    private void Note(ReadOnlySpan<byte> message)
    {
        var (name, number) = ("", (long?)null);
        var attribute = new ProtoReader(message);
        while (attribute.Next())
        {
            name = attribute.Field == 1 ? attribute.Text : name;
            number = attribute.Field == 3 ? (long)attribute.Value : number;
        }

        if (number is { } found)
        {
            _integers[name] = found;
        }
    }
}
