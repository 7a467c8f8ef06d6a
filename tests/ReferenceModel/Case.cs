using MedRecords.V1;

namespace MedRecords.ReferenceModel;

/// <summary>All that one decision is over: one hat of a caller, one action, one chart, one policy.</summary>
/// <remarks>
/// A hat is a role at a site, or <see cref="Role.Patient"/>, or <see cref="Role.Proxy"/>. The last two are worn at no
/// site and for no institution, whatever <see cref="Site"/> and <see cref="Institution"/> say.
/// </remarks>
public sealed record Case
{
    /// <summary>The caller's account.</summary>
    public required string Account { get; init; }

    /// <summary>Whether the account is enabled.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Whether the caller's session holds.</summary>
    public bool SessionHolds { get; init; } = true;

    /// <summary>Whether the caller has to change the password first.</summary>
    public bool PasswordChangePending { get; init; }

    /// <summary>The chart whose patient the caller is; empty where the caller is nobody's patient.</summary>
    public string OwnChart { get; init; } = string.Empty;

    /// <summary>The hat's role.</summary>
    public required Role Role { get; init; }

    /// <summary>The hat's site; empty for a patient or proxy.</summary>
    public string Site { get; init; } = string.Empty;

    /// <summary>The institution of the hat's site; empty for the one that runs the service.</summary>
    public string Institution { get; init; } = string.Empty;

    /// <summary>The role, at the hat's site, of an application that asks for this person; null where the person asks.</summary>
    public Role? Application { get; init; }

    /// <summary>What the caller says that the access is for.</summary>
    public Purpose Purpose { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>What is to be done.</summary>
    public required AccessAction Action { get; init; }

    /// <summary>The chart.</summary>
    public required string Chart { get; init; }

    /// <summary>The sites that treat the patient.</summary>
    public IReadOnlyList<ChartSite> Sites { get; init; } = [];

    /// <summary>The patient's encounters.</summary>
    public IReadOnlyList<Stay> Encounters { get; init; } = [];

    /// <summary>The care team.</summary>
    public IReadOnlyList<CareTeamMember> Team { get; init; } = [];

    /// <summary>Grants.</summary>
    public IReadOnlyList<Grant> Grants { get; init; } = [];

    /// <summary>Those who stand in for the patient.</summary>
    public IReadOnlyList<Proxy> Proxies { get; init; } = [];

    /// <summary>The patient's directives.</summary>
    public IReadOnlyList<ConsentDirective> Consents { get; init; } = [];

    /// <summary>Emergency accesses to this chart.</summary>
    public IReadOnlyList<EmergencyAccess> Emergencies { get; init; } = [];

    /// <summary>What makes staff curious about the chart.</summary>
    public ChartProtection Protection { get; init; } = new();

    /// <summary>The patient's birth date as the chart has it, FHIR date text; anything else means that it is not known.</summary>
    public string BirthDate { get; init; } = string.Empty;

    /// <summary>Whether the patient has died.</summary>
    public bool Deceased { get; init; }

    /// <summary>Entries to decide on: those to be seen, amended or retracted, or about to be recorded.</summary>
    public IReadOnlyList<EntryHeader> Entries { get; init; } = [];

    /// <summary>The policy in force.</summary>
    public required Policy Policy { get; init; }
}

/// <summary>What the rules look at in an entry.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Labels">Its sensitivity labels; none for the policy's default.</param>
public sealed record EntryHeader(EntryKind Kind, IReadOnlyList<Sensitivity> Labels);

/// <summary>A site that treats the patient.</summary>
/// <param name="Site">Its id.</param>
/// <param name="Institution">The institution that it belongs to; empty for the one that runs the service.</param>
public sealed record ChartSite(string Site, string Institution);

/// <summary>An encounter of the patient.</summary>
/// <param name="Site">The site that it is at.</param>
/// <param name="Ended">Whether it has ended.</param>
public sealed record Stay(string Site, bool Ended);
