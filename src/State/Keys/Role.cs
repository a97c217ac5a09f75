namespace State.Keys;

/// <summary>What the holder of a key may do. The names are stored, so they never change their meaning.</summary>
public enum Role
{
    /// <summary>Asks questions, within the key's models and domains.</summary>
    App,

    /// <summary>Reads the records of every request; asks nothing.</summary>
    Auditor,

    /// <summary>Does both, and may manage the installation.</summary>
    Admin,
}
