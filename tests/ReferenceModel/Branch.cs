namespace MedRecords.ReferenceModel;

/// <summary>
/// What decided something. A generator of cases that never gets to one of these has not tried the sentence behind it.
/// </summary>
/// <remarks>What is said of a chart, then of relations, directives, entries and obligations.</remarks>
public enum Branch
{
    /// <summary>The account is disabled.</summary>
    AccountDisabled,

    /// <summary>The session does not hold.</summary>
    SessionEnded,

    /// <summary>A password change is pending.</summary>
    PasswordChangePending,

    /// <summary>The policy has no rules for the role.</summary>
    RoleWithoutRules,

    /// <summary>The role's rules do not permit the action.</summary>
    ActionNotPermitted,

    /// <summary>The role administers or verifies, and does nothing with charts.</summary>
    NothingToDoWithCharts,

    /// <summary>The role is for charts of the deceased, and the patient is alive.</summary>
    NotDeceased,

    /// <summary>No relation holds.</summary>
    NoRelation,

    /// <summary>The patient denies the whole chart.</summary>
    ChartDenied,

    /// <summary>A grant or an emergency access alone would change who stands to the chart.</summary>
    LentIsNotPassedOn,

    /// <summary>A curiosity rule denies the whole chart.</summary>
    CuriosityDenied,

    /// <summary>The action is permitted.</summary>
    Permitted,

    /// <summary>A member of the care team.</summary>
    CareTeam,

    /// <summary>An open encounter at the hat's site.</summary>
    OpenEncounter,

    /// <summary>A treating site.</summary>
    TreatingSite,

    /// <summary>A grant to the account.</summary>
    GrantToAccount,

    /// <summary>A grant to the hat's site.</summary>
    GrantToSite,

    /// <summary>The patient.</summary>
    Patient,

    /// <summary>A proxy without limits of age.</summary>
    Proxy,

    /// <summary>A guardian whose view has ended.</summary>
    GuardianEnded,

    /// <summary>A guardian whose view is narrow because of the age.</summary>
    GuardianNarrowed,

    /// <summary>A guardian whose view is narrow because the age is not known.</summary>
    GuardianOfUnknownAge,

    /// <summary>A guardian with the whole view.</summary>
    Guardian,

    /// <summary>A function for the chart's institution.</summary>
    Function,

    /// <summary>An emergency access in force.</summary>
    Emergency,

    /// <summary>Some validity begins at this very moment.</summary>
    ValidFromNow,

    /// <summary>Some validity begins one tick from now.</summary>
    ValidInOneTick,

    /// <summary>Some validity ends at this very moment.</summary>
    ValidUntilNow,

    /// <summary>Some validity ends one tick from now.</summary>
    ValidOneMoreTick,

    /// <summary>The hat is the patient's, whom no directive is about.</summary>
    DirectiveNotAboutPatient,

    /// <summary>A directive that is not in force.</summary>
    DirectiveNotInForce,

    /// <summary>A directive for other purposes.</summary>
    DirectiveForOtherPurposes,

    /// <summary>A directive that is not about the role, whoever it names.</summary>
    DirectiveExceptsRole,

    /// <summary>A directive that names everybody.</summary>
    DirectiveForAnyone,

    /// <summary>A directive that names the account.</summary>
    DirectiveForAccount,

    /// <summary>A directive that names the role.</summary>
    DirectiveForRole,

    /// <summary>A directive that names the hat's site.</summary>
    DirectiveForSite,

    /// <summary>A directive that names the hat's institution.</summary>
    DirectiveForInstitution,

    /// <summary>A directive that names somebody else or nobody.</summary>
    DirectiveForOthers,

    /// <summary>A denial of the whole chart that an emergency access goes through.</summary>
    EmergencyThroughDenial,

    /// <summary>A kind that the role does not read.</summary>
    KindNotRead,

    /// <summary>A kind that a grant or proxy does not open.</summary>
    KindNotOpened,

    /// <summary>A label that the application must not see, for whomever it asks.</summary>
    BeyondTheApplication,

    /// <summary>An entry that is not normal, and a guardian's narrow view.</summary>
    NotNormalForGuardian,

    /// <summary>A label that the role clears.</summary>
    ClearedByRole,

    /// <summary>A label that only the proxy clears.</summary>
    ClearedByProxy,

    /// <summary>A label that only the emergency clears.</summary>
    ClearedByEmergency,

    /// <summary>A label that only the patient's permission clears.</summary>
    ClearedByPermission,

    /// <summary>A label that nothing clears.</summary>
    LabelNotCleared,

    /// <summary>The entry has no labels.</summary>
    DefaultLabel,

    /// <summary>A denial of the entry.</summary>
    EntryDenied,

    /// <summary>A denial of the entry that an emergency access goes through.</summary>
    EmergencyThroughEntryDenial,

    /// <summary>An entry that is shown.</summary>
    Shown,

    /// <summary>By an emergency access only.</summary>
    ByEmergencyOnly,

    /// <summary>Beside other relations there is an emergency access.</summary>
    NotByEmergencyOnly,

    /// <summary>The chart leaves its institutions.</summary>
    Disclosure,

    /// <summary>The own chart.</summary>
    CuriousAboutOwn,

    /// <summary>A colleague's chart.</summary>
    CuriousAboutColleague,

    /// <summary>The chart of somebody well known.</summary>
    CuriousAboutWellKnown,

    /// <summary>Curiosity does not count in an emergency.</summary>
    CuriosityInEmergency,

    /// <summary>A curiosity rule has the privacy officer told.</summary>
    CuriosityNotifies,
}
