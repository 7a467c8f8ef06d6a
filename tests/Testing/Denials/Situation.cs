namespace MedRecords.Testing.Denials;

/// <summary>Why somebody must not get what they ask for. One added here needs its lines in <see cref="Expectations"/>.</summary>
public enum Situation
{
    /// <summary>The call carries no token.</summary>
    NoToken,

    /// <summary>The token was never given out.</summary>
    MadeUpToken,

    /// <summary>The token's hour is over.</summary>
    ExpiredToken,

    /// <summary>The session was ended; its token would last longer.</summary>
    EndedSession,

    /// <summary>The account was disabled; its token would last longer.</summary>
    DisabledAccount,

    /// <summary>A patient asks for another patient's chart.</summary>
    WrongPatient,

    /// <summary>Staff of a site that does not treat the patient.</summary>
    WrongSite,

    /// <summary>Staff of the right site, in a role that does not allow this.</summary>
    WrongRole,

    /// <summary>A program that asks for what its role does not cover, or for a chart of a site where it holds none.</summary>
    OutOfScope,

    /// <summary>Somebody who stood in for the patient until that was revoked.</summary>
    RevokedProxy,

    /// <summary>Staff of another site whose emergency access is over.</summary>
    ExpiredEmergency,
}
