using System.Collections.Immutable;
using Retrieval.Documents;

namespace Retrieval.Stores;

/// <summary>A condition on attributes, as OpenAI's vector stores know it: a comparison, or several joined by and / or.</summary>
public abstract record AttributeFilter
{
    private AttributeFilter()
    {
    }

    /// <summary>Whether attributes meet the condition. An attribute that is missing, or of another kind, meets only <see cref="Relation.NotEqual"/> and <see cref="Relation.NotIn"/>.</summary>
    public abstract bool Accepts(ImmutableSortedDictionary<string, AttributeValue> attributes);

    /// <summary>Compares one attribute.</summary>
    /// <param name="Key">Its name.</param>
    /// <param name="Relation">How it must stand to the values.</param>
    /// <param name="Values">One value; any number for <see cref="Relation.In"/> and <see cref="Relation.NotIn"/>.</param>
    public sealed record Comparison(string Key, Relation Relation, ImmutableArray<AttributeValue> Values) : AttributeFilter
    {
        /// <inheritdoc/>
        public override bool Accepts(ImmutableSortedDictionary<string, AttributeValue> attributes)
        {
            ArgumentNullException.ThrowIfNull(attributes);
            var isThere = attributes.TryGetValue(Key, out var value);
            var order = isThere && Values.Length > 0 ? value.CompareTo(Values[0]) : null;
            return Relation switch
            {
                Relation.Equal => order == 0,
                Relation.NotEqual => order != 0,
                Relation.Greater => order > 0,
                Relation.GreaterOrEqual => order >= 0,
                Relation.Less => order < 0,
                Relation.LessOrEqual => order <= 0,
                Relation.In => isThere && Values.Any(one => value.CompareTo(one) == 0),
                Relation.NotIn => !isThere || Values.All(one => value.CompareTo(one) != 0),
                _ => throw new InvalidOperationException($"There is no relation {Relation}."),
            };
        }
    }

    /// <summary>All of several conditions.</summary>
    public sealed record All(ImmutableArray<AttributeFilter> Of) : AttributeFilter
    {
        /// <inheritdoc/>
        public override bool Accepts(ImmutableSortedDictionary<string, AttributeValue> attributes) => Of.All(one => one.Accepts(attributes));
    }

    /// <summary>At least one of several conditions.</summary>
    public sealed record Any(ImmutableArray<AttributeFilter> Of) : AttributeFilter
    {
        /// <inheritdoc/>
        public override bool Accepts(ImmutableSortedDictionary<string, AttributeValue> attributes) => Of.Any(one => one.Accepts(attributes));
    }
}
