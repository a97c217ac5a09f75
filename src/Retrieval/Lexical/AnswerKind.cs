namespace Retrieval.Lexical;

/// <summary>What kind of value answers a question; several may hold at once.</summary>
[Flags]
internal enum AnswerKind
{
    /// <summary>Nothing is known about the answer's form.</summary>
    None = 0,

    /// <summary>A person, or a role.</summary>
    Person = 1,

    /// <summary>A place or an address.</summary>
    Place = 2,

    /// <summary>A proper name of any kind.</summary>
    Name = 4,

    /// <summary>A calendar date or a year.</summary>
    Date = 8,

    /// <summary>A count or measure.</summary>
    Number = 16,

    /// <summary>An amount of money.</summary>
    Money = 32,

    /// <summary>A length of time.</summary>
    Duration = 64,

    /// <summary>A time of day.</summary>
    Time = 128,

    /// <summary>A code of letters and digits.</summary>
    Code = 256,

    /// <summary>A telephone number.</summary>
    Phone = 512,

    /// <summary>A reason.</summary>
    Reason = 1024,

    /// <summary>A part of an organisation.</summary>
    Unit = 2048,

    /// <summary>A share: per cent, one in nine.</summary>
    Share = 4096,

    /// <summary>A length, weight or other measure with its unit.</summary>
    Measure = 8192,

    /// <summary>How often something happens.</summary>
    Frequency = 16384,
}
