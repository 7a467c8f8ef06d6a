namespace MedRecords.Testing.Denials;

/// <summary>What a field of a request names.</summary>
public enum IdKind
{
    /// <summary>Nothing that is stored: words, dates, bytes.</summary>
    Data,

    /// <summary>A chart.</summary>
    Chart,

    /// <summary>An entry, by its number.</summary>
    Entry,

    /// <summary>A site.</summary>
    Site,

    /// <summary>Somebody, by user name.</summary>
    User,

    /// <summary>Somebody, by the id of their account.</summary>
    Account,

    /// <summary>A grant, proxy or member of a care team.</summary>
    Relation,

    /// <summary>A consent directive.</summary>
    Directive,

    /// <summary>An emergency access.</summary>
    Emergency,

    /// <summary>An operation of a caller.</summary>
    Operation,

    /// <summary>A patient, by name or identifier.</summary>
    Patient,

    /// <summary>A bundle, which names its patient.</summary>
    Bundle,

    /// <summary>A place in the feed.</summary>
    Token,

    /// <summary>A process.</summary>
    Process,
}
