namespace MedRecords.GrpcFrontend.Admission;

/// <summary>Why a call is refused, and how long the wait would have been.</summary>
/// <param name="Cause">Why.</param>
/// <param name="Wait">How long it would have waited.</param>
internal sealed record Refused(RefusalCause Cause, TimeSpan Wait);

/// <summary>Why calls are refused.</summary>
internal enum RefusalCause
{
    /// <summary>It could not be served before its deadline.</summary>
    TooLate,

    /// <summary>The account has as much waiting as one account may.</summary>
    AccountFull,

    /// <summary>The site has as much waiting as one site may.</summary>
    SiteFull,

    /// <summary>As much waits as may in all, and of this site no less than of the others.</summary>
    Full,

    /// <summary>As many streams are open as may be.</summary>
    Streams,

    /// <summary>As much is held of requests that have not come whole as may be.</summary>
    Unfinished,

    /// <summary>The address has shown too many tokens that are nobody's.</summary>
    Strangers,

    /// <summary>It showed nothing that could be a token.</summary>
    NotSignedIn,

    /// <summary>It does not say how long its client waits.</summary>
    NoDeadline,
}
