namespace Protocol.Lists;

/// <summary>The answer to a deletion.</summary>
/// <param name="Id">What was deleted.</param>
/// <param name="Object">What it was, such as <c>file</c> or <c>vector_store.deleted</c>.</param>
public sealed record DeletedObject(string Id, string Object)
{
    /// <summary>Always true: what cannot be deleted is answered with an error.</summary>
    public bool Deleted => true;
}
