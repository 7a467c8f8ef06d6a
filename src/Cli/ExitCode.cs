namespace MedRecords.Cli;

/// <summary>What a command's exit says to scripts. The numbers are part of the program's contract.</summary>
internal enum ExitCode
{
    /// <summary>Done.</summary>
    Ok = 0,

    /// <summary>Refused by the service, or failed on this machine.</summary>
    Failed = 1,

    /// <summary>The command line makes no sense.</summary>
    Usage = 2,

    /// <summary>Not signed in, the sign-in failed, or the password must be changed first.</summary>
    NotSignedIn = 3,

    /// <summary>The role does not allow it.</summary>
    NotPermitted = 4,

    /// <summary>There is no such thing, or none that the user may see.</summary>
    NotFound = 5,

    /// <summary>The chart is newer than the version given.</summary>
    Conflict = 6,

    /// <summary>The service does not answer, or whether it acted is not known.</summary>
    Unavailable = 7,

    /// <summary>The input, for example a bundle, is broken.</summary>
    BrokenInput = 8,

    /// <summary>Stored data is damaged.</summary>
    Damaged = 9,

    /// <summary>Interrupted by the user.</summary>
    Interrupted = 130,
}
