namespace MedRecords.Battery.Rows.Reliability.Damages;

/// <summary>What came of a damage; of several things the last one here.</summary>
internal enum DamageOutcome
{
    /// <summary>Every read answered as before.</summary>
    Harmless,

    /// <summary>The journal refused to open, or some reads failed as the contract tells and the others answered as before.</summary>
    Refused,

    /// <summary>The log is not the one whose head is kept outside: it lost its end, or was changed.</summary>
    OtherHead,

    /// <summary>A read failed with an exception that the contract does not have.</summary>
    Fault,

    /// <summary>A search by terms answered otherwise than before, without an error.</summary>
    WrongSearch,

    /// <summary>The index of accesses answered otherwise than before, without an error.</summary>
    WrongTrail,

    /// <summary>A history's version was another than before, or events of it were missing, without an error.</summary>
    WrongVersion,

    /// <summary>A key or a setting was another than before, or none, without an error.</summary>
    WrongKey,

    /// <summary>A page of the log was another than before, without an error.</summary>
    WrongLog,

    /// <summary>A backup was made that lacks something, without an error.</summary>
    WrongBackup,

    /// <summary>An event, commit or access record was read otherwise than before, without an error.</summary>
    WrongContent,

    /// <summary>The process that read it ended.</summary>
    Crash,

    /// <summary>The read did not end.</summary>
    Hang,
}
