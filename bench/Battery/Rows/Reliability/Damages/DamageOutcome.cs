namespace MedRecords.Battery.Rows.Reliability.Damages;

/// <summary>What came of a damage.</summary>
internal enum DamageOutcome
{
    /// <summary>Every read answered as before.</summary>
    Harmless,

    /// <summary>The journal refused to open, or a read failed as the contract tells.</summary>
    Refused,

    /// <summary>The log is not the one whose head is kept outside: it lost its end, or was changed.</summary>
    OtherHead,

    /// <summary>A read failed with an exception that the contract does not have.</summary>
    Fault,

    /// <summary>A search by term answered otherwise than before, without an error.</summary>
    WrongSearch,

    /// <summary>The index of accesses answered otherwise than before, without an error; it contradicts the log that was walked.</summary>
    WrongTrail,

    /// <summary>An event, commit or access record was read otherwise than before, without an error.</summary>
    WrongContent,

    /// <summary>The process that read it ended.</summary>
    Crash,

    /// <summary>The read did not end.</summary>
    Hang,
}
