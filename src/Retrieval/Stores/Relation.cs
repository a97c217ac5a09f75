namespace Retrieval.Stores;

/// <summary>How an attribute must stand to a value.</summary>
public enum Relation
{
    /// <summary><c>eq</c>.</summary>
    Equal,

    /// <summary><c>ne</c>: also met where the attribute is missing.</summary>
    NotEqual,

    /// <summary><c>gt</c>.</summary>
    Greater,

    /// <summary><c>gte</c>.</summary>
    GreaterOrEqual,

    /// <summary><c>lt</c>.</summary>
    Less,

    /// <summary><c>lte</c>.</summary>
    LessOrEqual,

    /// <summary><c>in</c>: equal to one of several.</summary>
    In,

    /// <summary><c>nin</c>: equal to none; also met where the attribute is missing.</summary>
    NotIn,
}
